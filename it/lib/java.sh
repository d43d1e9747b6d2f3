# Runs the Java tests against the endpoint in the environment; the target directory lies in the scratch directory.
set -eu
export HOME=$REAL_HOME
cp -r "$IT/java/pom.xml" "$IT/java/src" .
mvn -q -B -ntp test
python3 - <<'PYTHON'
import glob
import xml.etree.ElementTree as tree
tests = [tree.parse(path).getroot().attrib for path in glob.glob("target/surefire-reports/*.xml")]
count = sum(int(suite["tests"]) for suite in tests)
print("NOTE %d Java tests" % count)
assert count >= 16, "too few tests ran"
PYTHON
