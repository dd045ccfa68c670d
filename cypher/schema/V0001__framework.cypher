// A list of themes that somebody set up. Its id is unique.
CREATE CONSTRAINT framework_id IF NOT EXISTS
FOR (node:Framework) REQUIRE node.framework_id IS UNIQUE
