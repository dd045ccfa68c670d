// A theme of a framework. Its id is unique.
CREATE CONSTRAINT theme_id IF NOT EXISTS
FOR (node:Theme) REQUIRE node.theme_id IS UNIQUE
