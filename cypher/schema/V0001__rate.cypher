// The average exchange rate of a year. Its id is unique.
CREATE CONSTRAINT rate_id IF NOT EXISTS
FOR (node:Rate) REQUIRE node.rate_id IS UNIQUE
