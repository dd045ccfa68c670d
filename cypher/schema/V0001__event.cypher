// Something that happened to an organisation or project on a date. Its id is unique.
CREATE CONSTRAINT event_id IF NOT EXISTS
FOR (node:Event) REQUIRE node.event_id IS UNIQUE
