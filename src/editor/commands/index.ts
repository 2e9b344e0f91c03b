/** The commands, each bound to the services. */

import { defined } from '../../kit/defined.ts';
import type { Services } from '../services.ts';
import { createConfig, openDatasetCard, validateDataset } from './data.ts';
import { findLogs } from './find-logs.ts';
import { importDatabase } from './import-database.ts';
import { openLogViewer, previewRedactions, showRow, showSource, why } from './look.ts';
import { mapLog } from './map-log.ts';
import { addNamesModel } from './names-model.ts';
import type { CommandMap, Target } from './registry.ts';
import { runWithProgress, summarise } from './run.ts';
import { nodeOf, projectOf, uriOf } from './targets.ts';
import { addToDictionary, neverRedact } from './teach.ts';

export interface Reveal {
  lastRun: () => Promise<void>;
}

export function commandsFor(services: Services, reveal: Reveal): CommandMap {
  const { projects, studio } = services;
  return {
    'goldpan.run': async () => {
      const project = await projects.choose();
      const result = project && (await runWithProgress(services, project));
      if (project && result) await summarise(services, project, result);
    },
    'goldpan.runHere': async (target, all) => {
      const project = await projectOf(projects, target);
      const uris = all?.length ? all : [uriOf(target)];
      const paths = uris.flatMap((u) => (u && project && projects.of(u) === project ? [u.fsPath] : []));
      const result = project && paths.length > 0 && (await runWithProgress(services, project, paths));
      if (project && result) await summarise(services, project, result, paths);
    },
    'goldpan.previewRedactions': (target) => previewRedactions(services, target),
    'goldpan.openStudio': async (target) => {
      const project = await projectOf(projects, target);
      const session = nodeOf(target)?.session;
      if (project) await studio.open({ project, ...defined({ session: session || undefined }) });
    },
    'goldpan.reviewPairs': async () => {
      const project = await projects.choose();
      if (project) await studio.open({ project, view: 'pairs' });
    },
    'goldpan.validateDataset': (target) => validateDataset(services, target),
    'goldpan.why': (target) => why(services, target),
    'goldpan.showSource': (target) => showSource(services, target),
    'goldpan.showRow': (target) => showRow(services, target),
    'goldpan.addToDictionary': (args) => addToDictionary(services, args),
    'goldpan.neverRedact': () => neverRedact(services),
    'goldpan.openLogViewer': (target) => openLogViewer(services, target),
    'goldpan.showLastRun': () => reveal.lastRun(),
    'goldpan.importDatabase': (args) => importDatabase(services, args),
    'goldpan.findLogs': (args) => findLogs(services, args),
    'goldpan.mapLog': (target, args) => mapLog(services, target, args),
    'goldpan.addNamesModel': (args) => addNamesModel(services, args),
    'goldpan.createConfig': () => createConfig(services),
    'goldpan.refresh': async () => {
      for (const project of projects.all) {
        project.refresh('logs');
        project.refresh('results');
      }
    },
    'goldpan.openDatasetCard': (target?: Target) => openDatasetCard(services, target),
  };
}
