import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * What takes longest, in the order in which it begins. In a clean clone nobody knows, so the largest files would come
 * first, and what waits for processes in a small one would end when everything else has ended.
 */
const longFiles = [
  'test/bench/smoke.test.ts',
  'test/demo/page/page.test.ts',
  'test/e2e/privacy/privacy.test.ts',
  'test/crash/crash.test.ts',
  'test/e2e/revox-misbehaves.test.ts',
  'test/e2e/postgres.test.ts',
  'test/e2e/month/month.test.ts',
  'test/e2e/month/month-defaults.test.ts',
  'test/doctor.test.ts',
  'test/outbox/deliver-killed.test.ts',
  'test/e2e/long-history.test.ts',
  'test/e2e/stop.test.ts',
  'test/demo/page/outage.test.ts',
  'test/e2e/replicas-apart.test.ts',
  'test/calls/incidents/simulated.test.ts',
  'test/e2e/clock-steps.test.ts',
  'test/sync/plan.test.ts',
  'test/demo/gallery/gallery.test.ts',
  'test/verify/verify.test.ts',
  'test/store/calls/filter-sql.test.ts',
  'test/demo/demo.test.ts',
  'test/deploy/image.test.ts',
  'test/e2e/catch-up.test.ts',
  'test/e2e/proxy.test.ts',
  'test/backup/back-up.test.ts',
  'test/e2e/memory.test.ts',
  'test/e2e/nightly-copy.test.ts',
];

export class LongFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const others = await super.sort(files);
    return others.toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}

function placeOf({ moduleId }: TestSpecification): number {
  const place = longFiles.findIndex((name) => moduleId.endsWith(`/${name}`));
  return place === -1 ? longFiles.length : place;
}
