// The funnel of FunnelBench with ClickHouse's windowFunnel. Arguments: Parquet file of the events, number of steps,
// window in milliseconds, repetitions. Prints one JSON document: version, counts and times in milliseconds.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Session } from 'chdb';

const [file, steps, window, repeat] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'percorso-clickhouse-'));
const session = new Session(folder);
const ask = (sql) => session.query(sql, 'TabSeparated').trim();
try {
  ask('create database if not exists bench');
  ask(`create table bench.events (person Int32, time Int64, sequence Int64, name UInt16)
       engine = MergeTree order by (person, time, sequence)`);
  ask(`insert into bench.events select person, time, sequence, name from file('${file}', Parquet)`);
  ask('optimize table bench.events final');
  const conditions = Array.from({ length: Number(steps) }, (_, step) => `name = ${step}`).join(', ');
  const counts = Array.from({ length: Number(steps) }, (_, step) => `countIf(level > ${step})`).join(', ');
  const sql = `select ${counts} from (select person, windowFunnel(${window})(toUInt64(time), ${conditions}) as level
               from bench.events where name < ${steps} group by person)`;
  const answer = ask(sql).split('\t').map(Number);
  const times = [];
  for (let run = 0; run < Number(repeat); run++) {
    const start = process.hrtime.bigint();
    ask(sql);
    times.push(Number(process.hrtime.bigint() - start) / 1e6);
  }
  console.log(JSON.stringify({ version: ask('select version()'), counts: answer, times }));
} finally {
  session.cleanup?.();
  rmSync(folder, { recursive: true, force: true });
}
