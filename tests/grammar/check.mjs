// What Neo4j itself says of Cypher statements: its grammar and its semantic analysis, without a server.
//
// Reads JSON lines. The first is the schema of the graph: labels, relationshipTypes, propertyKeys and graphSchema, a
// list of {from, to, relType}. Each further line is a statement: name, text, and version, "CYPHER 5" or "CYPHER 25".
// Writes a JSON line for each statement: name, version, and findings with severity, message, line and column, from 1.
// One process checks all, since the package takes half a second to load.

import { createInterface } from 'node:readline';
import { allCypherVersions, isNotParamError, lintCypherQuery, testData } from '@neo4j-cypher/language-support';

const SEVERITIES = ['', 'error', 'warning', 'information', 'hint'];

// The functions and procedures of a Neo4j with GDS and APOC, as the package knows them.
const { functions, procedures } = testData.mockSchema;

function finding({ severity, message, range }) {
  const { line, character } = range.start;
  return { severity: SEVERITIES[severity], message, line: line + 1, column: character + 1 };
}

function fault(message) {
  return { severity: 'error', message, line: 1, column: 1 };
}

// Parameters are given when a query runs, so the remark that they are not defined is left out.
function findings(text, schema) {
  const { diagnostics, symbolTables } = lintCypherQuery(text, schema, { consoleCommandsEnabled: false });
  const found = diagnostics.filter(isNotParamError).map(finding);
  // The package hides an exception of its semantic analysis, which then finds no variable. What RETURN gives is one.
  const analysed = symbolTables.some((table) => table.length > 0);
  if (found.length === 0 && !analysed && /\bRETURN\b/i.test(text)) {
    found.push(fault('the semantic analysis broke off without saying why'));
  }
  return text.trim() === '' ? [fault('there is no statement')] : found;
}

function checked({ name, text, version }, schema) {
  if (!allCypherVersions.includes(version)) {
    throw new Error(`${name}: ${version} is none of ${allCypherVersions.join(', ')}`);
  }
  try {
    return { name, version, findings: findings(text, { ...schema, defaultLanguage: version }) };
  } catch (error) {
    // Such as a statement that is nested too deeply for the parser.
    return { name, version, findings: [fault(`the parser broke off: ${error.message}`)] };
  }
}

let schema = null;
for await (const line of createInterface({ input: process.stdin })) {
  if (schema === null) {
    schema = { ...JSON.parse(line), functions, procedures };
  } else {
    process.stdout.write(`${JSON.stringify(checked(JSON.parse(line), schema))}\n`);
  }
}
