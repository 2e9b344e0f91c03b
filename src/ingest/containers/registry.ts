/** All containers. */
import type { Container } from './container.ts';
import { csv } from './csv.ts';
import { gzip } from './gzip.ts';
import { parquet } from './parquet.ts';
import { sqlDump } from './sql-dump.ts';
import { sqlite } from './sqlite.ts';
import { zip } from './zip.ts';
import { zstd } from './zstd.ts';

export const CONTAINERS: readonly Container[] = [gzip, zstd, zip, sqlite, parquet, sqlDump, csv];
