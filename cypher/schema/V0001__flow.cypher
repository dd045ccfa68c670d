// Money that is paid, granted, called for or set aside. A joint amount is one flow with all its payers. Its id is unique.
CREATE CONSTRAINT flow_id IF NOT EXISTS
FOR (node:Flow) REQUIRE node.flow_id IS UNIQUE
