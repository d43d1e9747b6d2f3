# Runs the Java tests against the endpoint in the environment; the target directory lies in the scratch directory.
# Over HTTPS the certificate is made known to this process alone: the SDK's Java clients take it as trust managers, the
# CRT's HTTP clients from the system properties' trust store, the CRT's S3 client from SSL_CERT_FILE.
set -euo pipefail
export HOME=$REAL_HOME
cp -r "$IT/java/pom.xml" "$IT/java/src" .

# Fails unless the reports hold exactly so many tests, all of which ran: a test that is passed over is a test that failed.
ran() { # COUNT
  python3 - "$1" <<'PYTHON'
import glob
import sys
import xml.etree.ElementTree as tree
cases = [case for path in glob.glob("target/surefire-reports/*.xml") for case in tree.parse(path).getroot().iter("testcase")]
skipped = ["%s: %s" % (case.get("name"), case.find("skipped").get("message")) for case in cases if case.find("skipped") is not None]
for line in skipped:
    print("FAILED: not run: " + line)
if len(cases) != int(sys.argv[1]):
    print("FAILED: %d Java tests are reported, there are %s: correct the number if you added or removed some" % (len(cases), sys.argv[1]))
    skipped.append("")
sys.exit(1 if skipped else 0)
PYTHON
}

if [ -n "${TARN_IT_CA:-}" ]; then
  (unset TARN_IT_CA && mvn -q -B -ntp test -Dtest=StrangersCertificate)
  ran 7
  untrusted=$(grep -c 'Certificate is untrusted' target/crt.log || true)
  [ "$untrusted" -ge 3 ] || { echo "FAILED: the three CRT clients logged $untrusted refusals of an unknown certificate"; exit 1; }
  echo "NOTE 7 clients refuse a certificate that they do not know"
  rm -r target/surefire-reports
  export SSL_CERT_FILE=$TARN_IT_CA
fi
mvn -q -B -ntp test
ran 20
echo "NOTE 20 Java tests"
