#!/usr/bin/env bash
# Starts a small real Ceph object store with an S3 gateway on loopback for the tests: a monitor, OSDs (bluestore on sparse
# files) + radosgw, without systemd. Needs Debian's ceph-mon, ceph-osd, ceph-common and radosgw.
#   ceph-rgw.sh DIR [OSDS]     DIR is emptied first; OSDS is 1 (default) or 3
# Prints READY when http://127.0.0.1:17480 answers (access key testkey, secret testsecret123); stops on TERM or INT.
# To cut off a node: kill -9 the pid in DIR/osd.N.pid.
set -u
D=${1:?usage: ceph-rgw.sh DIR [OSDS]}; N=${2:-1}
rm -rf "$D"; mkdir -p "$D"/{mon,run,log}; D=$(cd "$D" && pwd)
F=$(cat /proc/sys/kernel/random/uuid)
min=1; [ "$N" -ge 3 ] && min=2
cat > "$D/ceph.conf" <<C
[global]
fsid = $F
mon host = [v2:127.0.0.1:13300/0,v1:127.0.0.1:16789/0]
auth cluster required = cephx
auth service required = cephx
auth client required = cephx
auth allow insecure global id reclaim = false
keyring = $D/\$name.keyring
public addr = 127.0.0.1
cluster addr = 127.0.0.1
run dir = $D/run
log file = $D/log/\$name.log
admin socket = $D/run/\$name.asok
osd pool default size = $N
osd pool default min size = $min
mon allow pool size one = true
mon allow pool delete = true
osd crush chooseleaf type = 0
osd pool default pg num = 4
osd pool default pgp num = 4
osd pool default pg autoscale mode = off
mon max pg per osd = 500
[mon]
mon data = $D/mon
mon data avail crit = 1
mon data avail warn = 2
mon initial members = a
[osd]
osd data = $D/osd.\$id
osd objectstore = bluestore
bluestore block size = 8589934592
bluestore block create = true
bluestore fsck on mount = false
osd memory target = 939524096
osd class load list = *
osd class default list = *
[client.rgw.a]
rgw frontends = beast endpoint=127.0.0.1:17480 tcp_nodelay=1
rgw enable usage log = false
rgw thread pool size = 64
rgw s3 auth use keystone = false
rgw relaxed region enforcement = true
C
export CEPH_CONF=$D/ceph.conf
pids=()
stop() { kill "${pids[@]}" 2>/dev/null; sleep 2; kill -9 "${pids[@]}" 2>/dev/null; wait; exit 0; }
trap stop TERM INT
ceph-authtool --create-keyring "$D/client.admin.keyring" --gen-key -n client.admin --cap mon 'allow *' --cap osd 'allow *' --cap mgr 'allow *' --cap mds 'allow *' >/dev/null || exit 1
ceph-authtool --create-keyring "$D/mon.keyring" --gen-key -n mon. --cap mon 'allow *' >/dev/null
ceph-authtool "$D/mon.keyring" --import-keyring "$D/client.admin.keyring" >/dev/null
monmaptool --create --clobber --fsid "$F" --addv a '[v2:127.0.0.1:13300,v1:127.0.0.1:16789]' "$D/monmap" >/dev/null
ceph-mon -i a --mkfs --monmap "$D/monmap" --keyring "$D/mon.keyring" || exit 1
ceph-mon -i a -f >"$D/log/mon.out" 2>&1 & pids+=($!)
timeout 60 ceph mon dump >/dev/null 2>&1 || { echo "no monitor quorum" >&2; stop; }
for ((i = 0; i < N; i++)); do
  mkdir -p "$D/osd.$i"
  ceph osd create >/dev/null
  ceph auth get-or-create "osd.$i" mon 'allow profile osd' osd 'allow *' mgr 'allow profile osd' -o "$D/osd.$i.keyring"
  ceph-osd -i "$i" --mkfs >/dev/null 2>"$D/log/mkfs.$i" || { tail -3 "$D/log/mkfs.$i" >&2; stop; }
  ceph osd crush add "osd.$i" 1.0 root=default host=localhost >/dev/null 2>&1
  ceph-osd -i "$i" -f >"$D/log/osd.$i.out" 2>&1 & pids+=($!); echo $! >"$D/osd.$i.pid"
done
for _ in $(seq 100); do ceph osd stat 2>/dev/null | grep -q "$N up" && break; sleep 0.3; done
ceph auth get-or-create client.rgw.a mon 'allow rwx' osd 'allow rwx' -o "$D/client.rgw.a.keyring"
radosgw -n client.rgw.a -f >"$D/log/rgw.out" 2>&1 & pids+=($!); gateway=$!
for _ in $(seq 300); do (echo >/dev/tcp/127.0.0.1/17480) 2>/dev/null && break; kill -0 "$gateway" 2>/dev/null || { tail -5 "$D/log/rgw.out" >&2; stop; }; sleep 0.2; done
radosgw-admin user create --uid=test --display-name=test --access-key=testkey --secret=testsecret123 >"$D/log/user.out" 2>&1 || { tail -5 "$D/log/user.out" >&2; stop; }
echo READY
wait
