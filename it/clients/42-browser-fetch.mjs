// What a web page does: preflights judged as browsers judge them (WHATWG Fetch, "CORS protocol"), presigned PUT and GET,
// and a form's upload with node's own FormData. Node has no origin of its own, so the page's origin is sent by hand.
import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import { createRequire } from "node:module";

const require = createRequire(`${process.env.IT}/node/package.json`);
const s3sdk = require("@aws-sdk/client-s3");
const { getSignedUrl } = require("@aws-sdk/s3-request-presigner");
const http = require("node:http");

const endpoint = process.env.TARN_IT_ENDPOINT;
const client = new s3sdk.S3({
  endpoint, region: "us-east-1", forcePathStyle: true, maxAttempts: 1, requestChecksumCalculation: "WHEN_REQUIRED",
});
const Bucket = `it-browser-${Date.now()}`;
const page = "https://app.example";

// fetch() forbids the headers that browsers set themselves: they go over plain HTTP.
function send(method, url, headers, body) {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method, headers }, (answer) => {
      const pieces = [];
      answer.on("data", (piece) => pieces.push(piece));
      answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, text: Buffer.concat(pieces).toString() }));
    });
    request.on("error", reject);
    request.end(body);
  });
}

// The checks of a browser: null if the page may go on, else why not.
function blocked(answer, { method, names = [], credentials = false, preflight = false }) {
  const allow = answer.headers["access-control-allow-origin"];
  const list = (name) => (answer.headers[name] ?? "").split(",").map((text) => text.trim()).filter(Boolean);
  if (allow === undefined) return "no allowed origin";
  if (credentials ? allow !== page || answer.headers["access-control-allow-credentials"] !== "true" : allow !== page && allow !== "*") return "origin";
  if (!preflight) return null;
  if (answer.status < 200 || answer.status > 299) return `status ${answer.status}`;
  if (!["GET", "HEAD", "POST"].includes(method) && !list("access-control-allow-methods").includes(method)) return "method";
  const allowed = list("access-control-allow-headers").map((name) => name.toLowerCase());
  return names.every((name) => allowed.includes(name.toLowerCase())) ? null : "header";
}

async function pageFetch(method, url, headers = {}, body = undefined) {
  const names = Object.keys(headers);
  const asked = { origin: page, "access-control-request-method": method };
  if (names.length > 0) asked["access-control-request-headers"] = names.map((name) => name.toLowerCase()).sort().join(",");
  const preflight = await send("OPTIONS", url, asked);
  const why = blocked(preflight, { method, names, preflight: true });
  if (why !== null) return { blocked: `preflight: ${why}` };
  const answer = await send(method, url, { ...headers, origin: page, ...(body === undefined ? {} : { "content-length": Buffer.byteLength(body) }) }, body);
  return { ...answer, blocked: blocked(answer, { method }) };
}

await client.createBucket({ Bucket });
const put = await getSignedUrl(client, new s3sdk.PutObjectCommand({ Bucket, Key: "page.txt" }), { expiresIn: 60 });
const get = await getSignedUrl(client, new s3sdk.GetObjectCommand({ Bucket, Key: "page.txt" }), { expiresIn: 60 });
assert.equal((await pageFetch("PUT", put, { "Content-Type": "text/plain" }, "x")).blocked, "preflight: no allowed origin");

await client.putBucketCors({
  Bucket,
  CORSConfiguration: {
    CORSRules: [
      { ID: "app", AllowedOrigins: [page], AllowedMethods: ["PUT", "GET", "POST"], AllowedHeaders: ["content-*"], ExposeHeaders: ["ETag"], MaxAgeSeconds: 60 },
      { AllowedOrigins: ["*"], AllowedMethods: ["HEAD"] },
    ],
  },
});
const rules = (await client.getBucketCors({ Bucket })).CORSRules;
assert.deepEqual(rules[0].AllowedMethods, ["PUT", "GET", "POST"]);
assert.equal(rules[0].ID, "app");

const stored = await pageFetch("PUT", put, { "Content-Type": "text/plain" }, "from a page");
assert.deepEqual([stored.status, stored.blocked], [200, null]);
assert.equal(stored.headers["access-control-expose-headers"], "ETag");
const read = await pageFetch("GET", get);
assert.deepEqual([read.status, read.blocked, read.text], [200, null, "from a page"]);
assert.equal(blocked(read, { method: "GET", credentials: true }), null);
assert.equal((await pageFetch("PUT", put, { "X-Other": "1" }, "x")).blocked, "preflight: no allowed origin");
assert.equal((await pageFetch("DELETE", put)).blocked, "preflight: no allowed origin");
const missing = await pageFetch("GET", get.replace("page.txt", "other.txt"));
assert.deepEqual([missing.status, missing.blocked], [403, null], "a page may read why it was refused");

// A form, as createPresignedPost would make it, sent with fetch and FormData.
const key = process.env.AWS_ACCESS_KEY_ID;
const time = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
const credential = `${key}/${time.slice(0, 8)}/us-east-1/s3/aws4_request`;
const fields = { bucket: Bucket, "X-Amz-Algorithm": "AWS4-HMAC-SHA256", "X-Amz-Credential": credential, "X-Amz-Date": time, "Content-Type": "text/plain" };
const policy = Buffer.from(JSON.stringify({
  expiration: new Date(Date.now() + 60_000).toISOString(),
  conditions: [...Object.entries(fields).map(([name, value]) => ({ [name]: value })), ["starts-with", "$key", "forms/"], ["content-length-range", 1, 1000]],
})).toString("base64");
const hmac = (secret, text) => createHmac("sha256", secret).update(text).digest();
const signing = [time.slice(0, 8), "us-east-1", "s3", "aws4_request"].reduce(hmac, `AWS4${process.env.AWS_SECRET_ACCESS_KEY}`);
async function post(content, headers = {}) {
  const form = new FormData();
  form.append("key", "forms/${filename}");
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("Policy", policy);
  form.append("X-Amz-Signature", hmac(signing, policy).toString("hex"));
  form.append("file", new Blob([content]), "ü 1.txt");
  const answer = await fetch(`${endpoint}/${Bucket}`, { method: "POST", body: form, headers });
  return [answer.status, await answer.text()];
}
assert.equal((await post("by a form"))[0], 204);
const posted = await client.getObject({ Bucket, Key: "forms/ü 1.txt" });
assert.deepEqual([posted.ContentType, await posted.Body.transformToString()], ["text/plain", "by a form"]);
const [status, text] = await post("x".repeat(1001));
assert.equal(status, 400);
assert.match(text, /<Code>EntityTooLarge<\/Code>.*<ProposedSize>1001<\/ProposedSize>/s);
assert.equal(createHash("md5").update("by a form").digest("hex"), posted.ETag.replaceAll('"', ""));

await client.deleteBucketCors({ Bucket });
assert.equal((await pageFetch("GET", get)).blocked, "preflight: no allowed origin");
await client.deleteObjects({ Bucket, Delete: { Objects: [{ Key: "page.txt" }, { Key: "forms/ü 1.txt" }] } });
await client.deleteBucket({ Bucket });
