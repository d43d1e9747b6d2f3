// AWS SDK for JavaScript: client-s3, lib-storage Upload of a stream of unknown length, presigner, paginators, waiters.
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { createRequire } from "node:module";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";

const require = createRequire(`${process.env.IT}/node/package.json`);
const s3sdk = require("@aws-sdk/client-s3");
const { Upload } = require("@aws-sdk/lib-storage");
const { getSignedUrl } = require("@aws-sdk/s3-request-presigner");

const client = new s3sdk.S3({ endpoint: process.env.TARN_IT_ENDPOINT, region: "us-east-1", forcePathStyle: true, maxAttempts: 1 });
const Bucket = `it-node-${Date.now()}`;
const sha = (data) => createHash("sha256").update(data).digest("hex");
const body = async (answer) => Buffer.from(await answer.Body.transformToByteArray());

async function refused(name, status, call) {
  try {
    await call();
  } catch (error) {
    assert.equal(error.name, name);
    assert.equal(error.$metadata.httpStatusCode, status);
    assert.ok(error.$metadata.requestId, "request id");
    return error;
  }
  assert.fail(`should have been refused with ${name}`);
}

await client.createBucket({ Bucket });
await s3sdk.waitUntilBucketExists({ client, minDelay: 1, maxWaitTime: 5 }, { Bucket });

// One request, each body type.
for (const Body of ["text ü", Buffer.from([0, 1, 2]), new Uint8Array(100_000).fill(7), ""]) {
  const Key = `one/${Buffer.from(Body).length} ü+&=%😀`;
  const put = await client.putObject({ Bucket, Key, Body, Metadata: { colour: "blue" }, ContentType: "a/b" });
  assert.match(put.ETag, /^"[0-9a-f]{32}"$/);
  const got = await client.getObject({ Bucket, Key, ChecksumMode: "ENABLED" });
  assert.deepEqual(await body(got), Buffer.from(Body));
  assert.equal(got.Metadata.colour, "blue");
  assert.equal(got.ContentType, "a/b");
  assert.equal(got.ChecksumType, "FULL_OBJECT");
}
for (const ChecksumAlgorithm of ["CRC32", "CRC32C", "SHA1", "SHA256"]) {
  await client.putObject({ Bucket, Key: `sum/${ChecksumAlgorithm}`, Body: "checked", ChecksumAlgorithm });
  const head = await client.headObject({ Bucket, Key: `sum/${ChecksumAlgorithm}`, ChecksumMode: "ENABLED" });
  assert.ok(head[`Checksum${ChecksumAlgorithm}`], ChecksumAlgorithm);
}

// A stream of known length goes as aws-chunked with a trailer.
const streamed = randomBytes(300_000);
await client.putObject({ Bucket, Key: "streamed", Body: Readable.from([streamed.subarray(0, 100_001), streamed.subarray(100_001)]),
  ContentLength: streamed.length, ChecksumAlgorithm: "CRC32" });
assert.equal(sha(await body(await client.getObject({ Bucket, Key: "streamed" }))), sha(streamed));

// A stream of unknown length by parts; and one that fits into one request.
for (const megabytes of [0, 1, 23]) {
  const whole = createHash("sha256");
  async function* generate() {
    for (let i = 0; i < megabytes * 10; i++) {
      const chunk = randomBytes(104_858);
      whole.update(chunk);
      yield chunk;
    }
  }
  const upload = new Upload({ client, params: { Bucket, Key: `upload/${megabytes}`, Body: Readable.from(generate()) }, queueSize: 3, partSize: 5 * 1024 * 1024 });
  let progress = 0;
  upload.on("httpUploadProgress", () => progress++);
  const done = await upload.done();
  assert.ok(done.ETag);
  if (megabytes > 5) assert.match(done.ETag, /-5"$/);
  const got = await buffer((await client.getObject({ Bucket, Key: `upload/${megabytes}` })).Body);
  assert.equal(sha(got), whole.digest("hex"), `upload of ${megabytes} MB`);
}

// An aborted upload leaves nothing.
const endless = new Upload({ client, params: { Bucket, Key: "aborted", Body: Readable.from((async function* () { for (;;) yield randomBytes(1_000_000); })()) } });
endless.once("httpUploadProgress", () => endless.abort());
await assert.rejects(endless.done());
await refused("NoSuchKey", 404, () => client.getObject({ Bucket, Key: "aborted" }));

// Presigned.
const signedPut = await getSignedUrl(client, new s3sdk.PutObjectCommand({ Bucket, Key: "signed +ü" }), { expiresIn: 60 });
assert.equal((await fetch(signedPut, { method: "PUT", body: "by fetch" })).status, 200);
const signedGet = await getSignedUrl(client, new s3sdk.GetObjectCommand({ Bucket, Key: "signed +ü" }), { expiresIn: 60 });
assert.equal(await (await fetch(signedGet)).text(), "by fetch");
assert.equal((await fetch(signedGet.replace("X-Amz-Expires=60", "X-Amz-Expires=61"))).status, 403);

// Lists, conditions, errors.
const keys = [];
for await (const page of s3sdk.paginateListObjectsV2({ client, pageSize: 3 }, { Bucket })) keys.push(...(page.Contents ?? []).map((entry) => entry.Key));
assert.deepEqual(keys, [...keys].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
assert.ok(keys.includes("one/100000 ü+&=%😀"));
await refused("NoSuchKey", 404, () => client.getObject({ Bucket, Key: "missing" }));
await refused("NotFound", 404, () => client.headObject({ Bucket, Key: "missing" }));
await refused("NoSuchBucket", 404, () => client.listObjectsV2({ Bucket: `${Bucket}-missing` }));
await refused("PreconditionFailed", 412, () => client.putObject({ Bucket, Key: "streamed", Body: "", IfNoneMatch: "*" }));
await refused("BucketNotEmpty", 409, () => client.deleteBucket({ Bucket }));
const copied = await client.copyObject({ Bucket, Key: "copied", CopySource: encodeURIComponent(`${Bucket}/signed +ü`) });
assert.ok(copied.CopyObjectResult.ETag && copied.CopyObjectResult.LastModified instanceof Date);

const { Deleted } = await client.deleteObjects({ Bucket, Delete: { Objects: [...keys, "copied"].map((Key) => ({ Key })) } });
assert.equal(Deleted.length, keys.length + 1);
for (const upload of (await client.listMultipartUploads({ Bucket })).Uploads ?? []) {
  await client.abortMultipartUpload({ Bucket, Key: upload.Key, UploadId: upload.UploadId });
}
await client.deleteBucket({ Bucket });
client.destroy();
