/** Spherical k-means, its k chosen by silhouette. The same for the same points, order and seed. */

export interface Clustering {
  centroids: readonly Float32Array[];
  /** Cluster of each point. */
  of: readonly number[];
  /** Mean silhouette of all points, from -1 to 1: how much nearer they are to their own cluster than to the next. */
  silhouette: number;
}

/** Rounds of k-means: assignments of short texts come to rest in fewer than ten. */
const ROUNDS = 20;
/** Starts for each k; the tightest is kept. */
const STARTS = 4;
/** Between these a few more clusters make no difference that anybody would see. */
const STEPS = [2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 28, 32, 40, 48, 64];

/**
 * @param points of unit length and one dimension
 * @param most largest k that is tried
 * @param next random numbers from 0 to 1
 * @returns undefined where there are too few points to tell clusters
 */
export function bestClustering(
  points: readonly Float32Array[],
  most: number,
  next: () => number,
): Clustering | undefined {
  const distances = distancesOf(points);
  let best: Clustering | undefined;
  // A cluster has three members at least on average.
  for (const k of STEPS.filter((k) => k <= most && k * 3 <= points.length)) {
    const made = kMeans(points, k, next);
    const silhouette = silhouetteOf(made.of, made.centroids.length, distances);
    if (!best || silhouette > best.silhouette) best = { ...made, silhouette };
  }
  return best;
}

interface Assigned {
  centroids: readonly Float32Array[];
  of: readonly number[];
  /** Sum of similarities to the own centroid. */
  tightness: number;
}

function kMeans(points: readonly Float32Array[], k: number, next: () => number): Assigned {
  let best: Assigned | undefined;
  for (let start = 0; start < STARTS; start++) {
    let made = assign(points, seeds(points, k, next));
    for (let round = 0; round < ROUNDS; round++) {
      const again = assign(points, means(points, made.of, k));
      const same = again.of.every((c, i) => c === made.of[i]);
      made = again;
      if (same) break;
    }
    if (!best || made.tightness > best.tightness) best = made;
  }
  return best as Assigned;
}

/** k-means++: each next seed is the likelier the farther it is from those before. */
function seeds(points: readonly Float32Array[], k: number, next: () => number): Float32Array[] {
  const out: Float32Array[] = [];
  const far = new Float64Array(points.length).fill(1);
  while (out.length < k) {
    const total = far.reduce((a, b) => a + b, 0);
    if (total === 0) break;
    let left = next() * total;
    const chosen = far.findIndex((f) => {
      left -= f;
      return left < 0;
    });
    const seed = points[chosen < 0 ? points.length - 1 : chosen] as Float32Array;
    out.push(seed);
    points.forEach((p, i) => {
      const distance = Math.max(0, 1 - cosine(p, seed));
      far[i] = Math.min(far[i] as number, distance * distance);
    });
  }
  return out;
}

function assign(points: readonly Float32Array[], centroids: readonly Float32Array[]): Assigned {
  let tightness = 0;
  const of = points.map((p) => {
    const { cluster, similarity } = nearest(p, centroids);
    tightness += similarity;
    return cluster;
  });
  return { centroids, of, tightness };
}

export function nearest(
  point: Float32Array,
  centroids: readonly Float32Array[],
): { cluster: number; similarity: number } {
  let cluster = 0;
  let similarity = -1;
  // The innermost loop of all: without closures and objects.
  for (let c = 0; c < centroids.length; c++) {
    const s = cosine(point, centroids[c] as Float32Array);
    if (s > similarity) {
      cluster = c;
      similarity = s;
    }
  }
  return { cluster, similarity };
}

/** Of unit length. A cluster that lost all its members is gone. */
function means(points: readonly Float32Array[], of: readonly number[], k: number): Float32Array[] {
  const sums = new Map<number, Float32Array>();
  points.forEach((p, i) => {
    const cluster = of[i] as number;
    const sum = sums.get(cluster) ?? new Float32Array(p.length);
    for (let d = 0; d < p.length; d++) sum[d] = (sum[d] as number) + (p[d] as number);
    sums.set(cluster, sum);
  });
  return Array.from({ length: k }, (_, c) => sums.get(c) ?? []).flatMap((sum) => {
    const length = Math.hypot(...sum) || 1;
    return sum.length === 0 ? [] : [Float32Array.from(sum, (x) => x / length)];
  });
}

function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += (a[d] as number) * (b[d] as number);
  return sum;
}

/** All against all, once for every k; the number of points is bounded by the caller. */
function distancesOf(points: readonly Float32Array[]): Float32Array {
  const n = points.length;
  const out = new Float32Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = i + 1; j < n; j++) {
      const distance = 1 - cosine(points[i] as Float32Array, points[j] as Float32Array);
      out[i * n + j] = distance;
      out[j * n + i] = distance;
    }
  return out;
}

/** Rousseeuw 1987. A point that is alone in its cluster counts 0. */
function silhouetteOf(of: readonly number[], k: number, distances: Float32Array): number {
  const n = of.length;
  const sizes = new Array<number>(k).fill(0);
  for (const c of of) sizes[c] = (sizes[c] as number) + 1;
  let total = 0;
  for (let i = 0; i < n; i++) {
    const sums = new Array<number>(k).fill(0);
    for (let j = 0; j < n; j++) {
      const c = of[j] as number;
      sums[c] = (sums[c] as number) + (distances[i * n + j] as number);
    }
    const own = of[i] as number;
    const others = sums.map((sum, c) =>
      c === own || sizes[c] === 0 ? Number.POSITIVE_INFINITY : sum / (sizes[c] as number),
    );
    const b = Math.min(...others);
    if (sizes[own] === 1 || !Number.isFinite(b)) continue;
    const a = (sums[own] as number) / ((sizes[own] as number) - 1);
    if (Math.max(a, b) > 0) total += (b - a) / Math.max(a, b);
  }
  return n === 0 ? 0 : total / n;
}
