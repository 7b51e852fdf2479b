import { z } from 'zod';

/** What a cluster checks beyond its published schema, as far as the chart meets it: names, labels, ports and amounts. */
const name = z.string().regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
const labels = z.record(z.string().regex(/^([\w.-]+\/)?[\w.-]{1,63}$/), z.string().max(63));
const port = z.number().int().min(1).max(65_535);
const amounts = z.record(z.string(), z.string().regex(/^\d+(m|Mi|Gi|Ti)?$/));

const anyObject = z.looseObject({ metadata: z.looseObject({ name, labels }) });

const container = z.looseObject({
  name,
  image: z.string().regex(/^[\w./:-]+:[\w.-]+$/),
  env: z.array(z.looseObject({ name: z.string().regex(/^[A-Z][A-Z0-9_]*$/), value: z.string() })),
  ports: z.array(z.looseObject({ name: z.string().max(15), containerPort: port })),
  resources: z.looseObject({ requests: amounts, limits: amounts }),
  volumeMounts: z.array(z.looseObject({ name, mountPath: z.string().startsWith('/') })),
});

const deployment = z.looseObject({
  spec: z.looseObject({
    replicas: z.number().int(),
    template: z.looseObject({
      spec: z.looseObject({
        terminationGracePeriodSeconds: z.number().int().gt(10),
        containers: z.array(container).length(1),
        volumes: z.array(z.looseObject({ name })),
      }),
    }),
  }),
});

export function podOf(object: object | undefined): Pod {
  return deployment.parse(object).spec.template.spec;
}

type Pod = z.infer<typeof deployment>['spec']['template']['spec'];

export function slipsIn(object: { kind: string }): unknown[] {
  const read = object.kind === 'Deployment' ? z.intersection(anyObject, deployment) : anyObject;
  return read.safeParse(object).error?.issues ?? [];
}
