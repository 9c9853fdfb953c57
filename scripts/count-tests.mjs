// Adds up what every test runner reported and closes with one line; fails when a test failed or a report is missing.
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const total = { passed: 0, failed: 0, skipped: 0 };
const problems = [];

function add(title, passed, failed, skipped) {
  console.log(`${title}: ${passed} passed, ${failed} failed, ${skipped} skipped`);
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}

function addSurefire(module) {
  const folder = `${module}/target/surefire-reports`;
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const reports = names.filter((name) => /^TEST-.*\.xml$/.test(name)).map((name) => `${folder}/${name}`);
  if (reports.length === 0) problems.push(`no report of the Java tests in ${module}`);
  let [passed, failed, skipped] = [0, 0, 0];
  for (const report of reports) {
    const head = readFileSync(report, 'utf8').match(/<testsuite [^>]*>/)[0];
    const count = (name) => Number(head.match(new RegExp(` ${name}="(\\d+)"`))?.[1] ?? 0);
    const broken = count('failures') + count('errors');
    failed += broken;
    skipped += count('skipped');
    passed += count('tests') - broken - count('skipped');
  }
  add(`Java, ${module}`, passed, failed, skipped);
}

function addVitest(folder) {
  const file = `${folder}/test-reports/vitest.json`;
  if (!existsSync(file)) return problems.push(`no report of the unit tests in ${folder}`);
  const report = JSON.parse(readFileSync(file, 'utf8'));
  add(`TypeScript, ${folder}`, report.numPassedTests, report.numFailedTests, report.numPendingTests + report.numTodoTests);
}

function addPlaywright() {
  const file = 'ui/test-reports/playwright.json';
  if (!existsSync(file)) return problems.push('no report of the browser tests');
  const { expected, unexpected, flaky, skipped } = JSON.parse(readFileSync(file, 'utf8')).stats;
  add('Browser', expected, unexpected + flaky, skipped);
}

for (const module of ['engine', 'flow', 'liquid', 'server']) addSurefire(module);
addVitest('tag');
addVitest('ui');
addPlaywright();
for (const problem of problems) console.error(problem);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed > 0 || problems.length > 0 ? 1 : 0);
