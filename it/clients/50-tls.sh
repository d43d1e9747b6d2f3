# it-needs: tls
# HTTPS with a self-signed certificate: AWS CLI with AWS_CA_BUNDLE, boto3 with verify, checksum trailers over TLS.
. "$IT/lib/common.sh"
random_file large $((20 * 1024 * 1024))
if [ -n "$TARN_IT_CA" ]; then
  refused "SSL validation failed" aws s3 ls
  export AWS_CA_BUNDLE=$TARN_IT_CA
else
  echo "NOTE the server's certificate is publicly trusted: that clients refuse another one is not tested"
fi
aws s3 mb "s3://$BUCKET"
aws s3 cp --no-progress large "s3://$BUCKET/large"
aws s3 cp --no-progress "s3://$BUCKET/large" back
cmp large back
aws configure set default.s3.signature_version s3v4
curl -sf --cacert "${TARN_IT_CA:-/etc/ssl/certs/ca-certificates.crt}" "$(aws s3 presign "s3://$BUCKET/large")" | cmp - large
BUCKET=$BUCKET "$VENV/bin/python" - <<'PYTHON'
import os, sys
sys.path.insert(0, os.environ["IT"] + "/lib")
from tarn_it import client, equal
s3 = client(verify=os.environ.get("TARN_IT_CA") or None)
bucket = os.environ["BUCKET"]
for algorithm in ("CRC32", "SHA1", "SHA256"):
    # Over HTTPS this is STREAMING-UNSIGNED-PAYLOAD-TRAILER with aws-chunked framing.
    data = os.urandom(200_001)
    s3.put_object(Bucket=bucket, Key=algorithm, Body=data, ChecksumAlgorithm=algorithm)
    got = s3.get_object(Bucket=bucket, Key=algorithm, ChecksumMode="ENABLED")
    equal("body", data, got["Body"].read())
    equal("no framing is left in Content-Encoding", None, got.get("ContentEncoding"))
    assert got["Checksum" + algorithm]
PYTHON
aws s3 rb --force "s3://$BUCKET" >/dev/null
