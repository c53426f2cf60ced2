#!/bin/sh
# Runs the contract of object stores against a Ceph RGW that it starts on loopback and stops again.
# Needs Debian's packages; where they are missing it says so and fails.
set -eu
scripts=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$scripts/../../../.." && pwd)
for command in ceph-mon ceph-osd radosgw radosgw-admin; do
    command -v "$command" >/dev/null 2>&1 || {
        echo "Thiếu $command / $command is missing: apt-get install --no-install-recommends ceph-mon ceph-osd ceph-common radosgw" >&2
        exit 2
    }
done
dir=$(mktemp -d)
"$scripts/ceph-rgw.sh" "$dir/ceph" 1 >"$dir/out" 2>&1 &
ceph=$!
trap 'kill "$ceph" 2>/dev/null || true; wait "$ceph" 2>/dev/null || true; rm -rf "$dir"' EXIT
trap 'exit 130' INT TERM
waited=0
until grep -q '^READY' "$dir/out"; do
    waited=$((waited + 1))
    if [ "$waited" -gt 90 ] || ! kill -0 "$ceph" 2>/dev/null; then
        echo "Ceph does not start:" >&2
        tail -n 5 "$dir/out" >&2
        exit 2
    fi
    sleep 1
done
cd "$root"
mvn -q -B ${TANGTHU_MAVEN_OPTS:-} -pl storage-config test -Dtest=CephObjectStoreTest,CephErasingTest,CephLockingTest \
    -Dtangthu.test.s3.endpoint=http://127.0.0.1:17480 \
    -Dtangthu.test.s3.access-key=testkey -Dtangthu.test.s3.secret-key=testsecret123
echo "Ceph RGW: $(grep -h '^Tests run' storage-config/target/surefire-reports/*Ceph*Test.txt)"
