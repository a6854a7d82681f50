#!/bin/bash
# A sweep over a job array of Slurm: `sbatch docs/jobs/slurm.sh`, and when all have ended `divest merge`.
#SBATCH --job-name=divest
#SBATCH --array=1-16
#SBATCH --cpus-per-task=8
#SBATCH --time=01:00:00
set -euo pipefail
mkdir -p parts
# A job that is requeued finds its file and goes on with it.
divest sweep scenarios/tiktok-2020.toml --seeds 1..10000000 --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" \
    --threads "$SLURM_CPUS_PER_TASK" --out "parts/$SLURM_ARRAY_TASK_ID.divest-sweep" --format json > /dev/null
# Afterwards: divest merge parts/*.divest-sweep --out whole.divest-sweep
