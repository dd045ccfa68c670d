// What Neo4j itself says of Cypher statements: its grammar and its semantic analysis, without a server.
//
// Reads JSON lines. The first is the schema of the graph: labels, relationshipTypes, propertyKeys and graphSchema, a
// list of {from, to, relType}. Each further line is a statement: name, text, and version, "CYPHER 5" or "CYPHER 25".
// Writes a JSON line for each statement: name, version, and findings with severity, message, line and column, from 1.
// One process checks all, since the package takes half a second to load.

import { createInterface } from 'node:readline';
import { allCypherVersions, isNotParamError, lintCypherQuery, testData } from '@neo4j-cypher/language-support';

const SEVERITIES = ['', 'error', 'warning', 'information', 'hint'];

// The functions and procedures of a Neo4j with GDS, by version, as the package knows them. It knows APOC too, which
// many servers do not have, so that a call of it is a finding.
const functions = withoutApoc(testData.mockSchema.functions);
const procedures = withoutApoc(testData.mockSchema.procedures);

function withoutApoc(known) {
  const kept = (entries) => Object.entries(entries).filter(([name]) => !name.startsWith('apoc.'));
  return Object.fromEntries(Object.entries(known).map(([version, all]) => [version, Object.fromEntries(kept(all))]));
}

const BROKEN_OFF =
  'the semantic analysis broke off without a word; it does so at CASE around EXISTS {}, COUNT {} or a pattern, at ' +
  'CASE in ORDER BY after an aggregation, and at a bad escape: give the value a name in a WITH first';

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
  // The semantic analysis sometimes breaks off and hides it: no finding, and no variable either.
  const analysed = symbolTables.some((table) => table.length > 0);
  const names = /\b(RETURN|UNWIND)\b/i.test(text.replace(/\/\/.*/g, ''));
  if (found.length === 0 && names && !analysed) {
    found.push(fault(BROKEN_OFF));
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
