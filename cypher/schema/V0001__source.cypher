// A document or page that facts come from. Its id is unique.
CREATE CONSTRAINT source_id IF NOT EXISTS
FOR (node:Source) REQUIRE node.source_id IS UNIQUE
