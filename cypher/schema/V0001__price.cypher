// The consumer price index of a year. Its id is unique.
CREATE CONSTRAINT price_id IF NOT EXISTS
FOR (node:Price) REQUIRE node.price_id IS UNIQUE
