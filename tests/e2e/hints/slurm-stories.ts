// What a real Slurm, which the story starts, refuses.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { missingSlurmPrograms, startSlurmCluster } from "../../support/slurm-cluster.ts";
import { advised } from "../follow-hint.ts";
import { refusedAndMended, type Story } from "./story.ts";

const missing = missingSlurmPrograms();
const ask = ["eval", "--models", "oc_tiny_base", "--datasets", "siqa_ppl", "--limit", "1"];

export const slurmStories: readonly Story[] = [
  {
    what: "jobs that Slurm refuses",
    ...(missing.length > 0 && { skip: `no Slurm here: ${missing.join(", ")} missing` }),
    files: ["src/plan/partition/size.ts", "src/ask/slurm/queue.ts", "src/ask/slurm/submit.ts"],
    async tell(scene) {
      const { folder } = scene;
      const cluster = await startSlurmCluster();
      const { env } = cluster;
      try {
        await refusedAndMended(scene, [...ask, "-w", join(folder, "a"), "--slurm", "-p", "nowhere"], {
          says: "Slurm would refuse the jobs",
          env,
          follow: ({ hint, args }) => args.with(-1, advised(hint, /partitions: ([\w-]+)/)),
        });
        const config = join(folder, "cut.json");
        const cut = (maxTaskSize: number) => {
          const partitioner = { type: "size", maxTaskSize };
          writeFileSync(config, JSON.stringify({ infer: { partitioner } }));
        };
        cut(0.1);
        await refusedAndMended(scene, ["eval", config, ...ask.slice(1), "-w", join(folder, "b"), "--slurm"], {
          says: "costs more than maxTaskSize",
          env,
          code: 1,
          follow: ({ hint, args }) => {
            advised(hint, /(raise maxTaskSize)/);
            cut(1000);
            return args;
          },
        });
        cluster.command("scontrol", "create", "PartitionName=spare", "Nodes=node0", "State=UP");
        cluster.command("scontrol", "update", "PartitionName=debug", "State=DRAIN");
        await refusedAndMended(scene, [...ask, "-w", join(folder, "c"), "--slurm", "-p", "debug"], {
          says: "sbatch refused the jobs",
          env,
          code: 1,
          follow: ({ hint, args }) => {
            advised(hint, /check (partition), .* against what sinfo/);
            const states = cluster.command("sinfo", "--noheader", "--format=%R %a").split("\n");
            return args.with(-1, states.find((line) => line.endsWith(" up"))?.split(" ")[0] as string);
          },
        });
      } finally {
        await cluster.stop();
      }
    },
  },
];
