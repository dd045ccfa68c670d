// A number by which a register knows an organisation. Its id is unique.
CREATE CONSTRAINT identifier_id IF NOT EXISTS
FOR (node:Identifier) REQUIRE node.identifier_id IS UNIQUE
