// A further name of an organisation. Its id is unique.
CREATE CONSTRAINT name_id IF NOT EXISTS
FOR (node:Name) REQUIRE node.name_id IS UNIQUE
