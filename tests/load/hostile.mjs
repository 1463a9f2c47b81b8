// Hostile questions asked of a real server, many at once, half of them abandoned: how much memory does the process take at
// most, and does its work end when the clients leave?
//
//   node tests/load/hostile.mjs target/release/nonnuoc
//
// It starts the server on a folder of its own, and fails where an answer is neither an answer nor a refusal in words, where
// the memory passes LARGEST_RESIDENT_MIB, or where work goes on a while after everyone has left.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";

const LARGEST_RESIDENT_MIB = 2_048;
const LEAVES_AFTER_MS = 400;
const ENDS_WITHIN_MS = 60_000;

const program = process.argv[2] ?? "target/release/nonnuoc";
const seed = [0.7548776662466927, 0.5698402909980532];
const around = (share, radius) => [
  106.2 + radius * Math.cos(2 * Math.PI * share),
  22.7 + radius * Math.sin(2 * Math.PI * share),
];
const jumping = (i) => [105.5 + ((i * seed[0]) % 1), 22.4 + 0.6 * ((i * seed[1]) % 1)];
const line = (count, place) => ({ type: "LineString", coordinates: Array.from({ length: count }, (_, i) => place(i)) });
const ring = (count, place) => ({
  type: "Polygon",
  coordinates: [Array.from({ length: count + 1 }, (_, i) => place(i % count))],
});
const square = (x, y, side) => [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]];
const holes = (count) => ({
  type: "Polygon",
  coordinates: [
    square(105.8, 22.4, 0.6),
    ...Array.from({ length: count }, (_, i) =>
      square(105.801 + (i % 100) * 0.005, 22.401 + Math.floor(i / 100) * 0.005, 0.003)),
  ],
});

const shapes = {
  "tangled line, 100,000": line(100_000, jumping),
  "tangled line, 1,000": line(1_000, jumping),
  "tangled line, 400": line(400, jumping),
  "tangled ring, 100,000": ring(100_000, jumping),
  "star, 100,000": ring(100_000, (i) => around(i / 100_000, i % 2 ? 0.1 : 0.3)),
  "ring, 200,000": ring(199_999, (i) => around(i / 199_999, 0.3)),
  "ring, 1,000,000": ring(1_000_000, (i) => around(i / 1e6, 0.3)),
  "spiral, 200,000": line(200_000, (i) => around(i / 1_000, i * 1.5e-6)),
  "trembling line, 200,000": line(200_000, (i) => [105.6 + i * 5e-6, 22.7 + (i % 2) * 1e-6]),
  "zigzag, 200,000": line(200_000, (i) => [105.5 + (i % 2) * 1e-3, 22.4 + i * 3e-6]),
  "zigzag, 1,000,000": line(1_000_000, (i) => [105.5 + (i % 2), 22.4 + i * 6e-7]),
  "10,000 holes": holes(10_000),
};

const questions = [];
for (const [name, geometry] of Object.entries(shapes)) {
  for (const op of ["within", "contains", "intersects", "within_distance", "nearest"]) {
    const relation = { op, target: { geometry } };
    if (op === "within_distance") relation.distance_m = 1_000;
    if (op === "nearest") relation.k = 5;
    questions.push([`${name}: ${op}`, "/api/queries", { from: "units", relation, limit: 5 }]);
  }
  questions.push([`${name}: coverage`, "/api/coverage", { line: geometry, widths_km: [0.001, 1, 5], curve_to_km: 5 }]);
}
const places = (count) => ({ places: Array.from({ length: count }, (_, i) => jumping(i)) });
questions.push(["100,000 places", "/api/locate", places(100_000)]);
questions.push(["250,000 places", "/api/locate", places(250_000)]);
questions.push(["1,000,000 places", "/api/locate", places(1_000_000)]);
questions.push(["exposure", "/api/exposure", {}]);
const bodies = questions.map(([name, address, question]) => [name, address, JSON.stringify(question)]);

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function until(what, isSo, longest) {
  for (const end = Date.now() + longest; !(await isSo()); await sleep(50)) {
    assert.ok(Date.now() < end, `${what} took longer than ${longest} ms`);
  }
}

const folder = mkdtempSync(join(tmpdir(), "nonnuoc-load-"));
const port = await freePort();
const base = `http://127.0.0.1:${port}`;
const server = spawn(program, ["serve", "--data", folder, "--listen", `127.0.0.1:${port}`], { stdio: "ignore" });
const resident = (field) => {
  const status = readFileSync(`/proc/${server.pid}/status`, "utf8");
  return Math.round(Number(status.match(new RegExp(`${field}:\\s+(\\d+)`))[1]) / 1_024);
};
async function metric(name) {
  const text = await (await fetch(`${base}/metrics`)).text();
  return Number(text.match(new RegExp(`^${name} (\\S+)$`, "m"))?.[1] ?? Number.NaN);
}

const outcomes = new Map();
const slowest = [];
async function ask([name, address, body], leavesAfter) {
  const began = Date.now();
  const signal = leavesAfter ? AbortSignal.timeout(leavesAfter) : undefined;
  try {
    const answer = await fetch(base + address, {
      method: "POST", headers: { "content-type": "application/json" }, body, signal,
    });
    const text = await answer.text();
    let outcome = String(answer.status);
    if (!answer.ok) {
      const { error } = JSON.parse(text);
      assert.ok(error.message && error.remedy && error.vi.message && error.vi.remedy, `${name}: ${text}`);
      outcome += ` ${error.code}`;
    }
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    slowest.push([Date.now() - began, name, outcome]);
  } catch (error) {
    assert.equal(error.name, "TimeoutError", `${name}: ${error}`);
    outcomes.set("left", (outcomes.get("left") ?? 0) + 1);
  }
}

try {
  const isUp = () => fetch(`${base}/healthz`).then((answer) => answer.ok, () => false);
  await until("starting", isUp, 60_000);
  await ask(["a first question", "/api/queries", JSON.stringify({ from: "units", limit: 1 })]);
  console.log(`${availableParallelism()} processors, load ${loadavg()[0].toFixed(1)}; at rest ${resident("VmRSS")} MiB resident`);
  for (const question of bodies) await ask(question);
  console.log(`one after the other: at most ${resident("VmHWM")} MiB resident`);
  slowest.sort((a, b) => b[0] - a[0]);
  for (const [ms, name, outcome] of slowest.slice(0, 6)) console.log(`  ${ms} ms  ${name}: ${outcome}`);
  for (let round = 0; round < 2; round += 1) {
    await Promise.all(bodies.map((question, i) => ask(question, (i + round) % 2 ? LEAVES_AFTER_MS : undefined)));
    await Promise.all(bodies.map((question) => ask(question, LEAVES_AFTER_MS)));
  }
  await until("ending the work of those who left", async () => (await metric("nonnuoc_heavy_questions_running")) === 0, ENDS_WITHIN_MS);
  const most = resident("VmHWM");
  console.log(`${4 * bodies.length} at once in four waves, most of them left after ${LEAVES_AFTER_MS} ms: at most ${most} MiB resident, now ${resident("VmRSS")} MiB`);
  console.log(`outcomes: ${[...outcomes].map(([outcome, count]) => `${count} × ${outcome}`).join(", ")}; stopped: ${await metric("nonnuoc_heavy_questions_stopped_total")}`);
  assert.ok(most <= LARGEST_RESIDENT_MIB, `${most} MiB is more than ${LARGEST_RESIDENT_MIB}`);
} finally {
  server.kill();
  await new Promise((resolve) => server.once("exit", resolve));
  rmSync(folder, { recursive: true, force: true });
}
