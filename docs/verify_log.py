#!/usr/bin/env python3
"""Verifies the log of a Tàng Thư store with nothing of Tàng Thư: python3 verify_log.py STORE [CHECKPOINT_FILE]

STORE is a copy of the store on a disk. Chain, Merkle tree (RFC 9162), checkpoints (C2SP signed notes, checked by
openssl); tombstones (log/erased) against their entries and signatures. CHECKPOINT_FILE is one that you kept outside. Exit 0 sound, 1 not. See docs/log.md.
"""
import base64, glob, hashlib, json, os, subprocess, sys, tempfile

store, outside = sys.argv[1], sys.argv[2:3]
bad = []
sha = lambda data: hashlib.sha256(data).digest()


def note(path):
    text, signatures = open(path, "rb").read().split(b"\n\n", 1)
    origin, size, root = text.decode().split("\n")
    return path, text + b"\n", int(size), base64.b64decode(root), signatures.decode().splitlines()


notes = sorted(map(note, glob.glob(f"{store}/log/checkpoints/*.note") + outside), key=lambda n: n[2])
subtrees, size, previous, keys, due, erased = [], 0, "0" * 64, {}, list(notes), {}
for path in sorted(glob.glob(f"{store}/log/events/*/*.jsonl")):
    for line in open(path, "rb").read().splitlines():
        entry = json.loads(line)
        if entry["index"] != size or entry["previous"] != previous:
            bad.append(f"{path}: entry {entry['index']} does not follow entry {size - 1}")
        previous = sha(line).hex()
        if entry["kind"] == "KEY":
            name, key_id, key = entry["vkey"].split("+", 2)
            keys[key_id] = (name, base64.b64decode(key)[1:], size)
        if entry["kind"] == "ERASED":
            erased[entry["object"]] = entry["sha512"]
        node, level = sha(b"\0" + line), 0
        while level < len(subtrees) and size >> level & 1:  # as an odometer: whole subtrees join
            node, subtrees[level], level = sha(b"\1" + subtrees[level] + node), None, level + 1
        subtrees[level:level + 1] = [node]
        if size == 0 and entry["kind"] != "BEGIN":
            bad.append(f"{path}: the log does not begin with its beginning")
        size += 1
        while due and due[0][2] <= size:
            root = None
            for left in subtrees:
                root = left if root is None else root if left is None else sha(b"\1" + left + root)
            checkpoint = due.pop(0)
            if checkpoint[3] != root:
                bad.append(f"{checkpoint[0]}: the first {size} entries are not those that were signed")
if size == 0:
    bad.append(f"{store}: no log is here; is the store mounted?")
bad += [f"{n[0]}: covers {n[2]} entries, the log has {size}" for n in due]


def signed(text, signatures, covered):
    """By a key that was announced before the entry number `covered`."""
    for line in signatures:
        name, encoded = line[2:].rsplit(" ", 1)
        signature = base64.b64decode(encoded)
        known = keys.get(signature[:4].hex())
        if known and known[0] == name and known[2] < covered:
            with tempfile.TemporaryDirectory() as tmp:
                parts = {"key": bytes.fromhex("302a300506032b6570032100") + known[1], "text": text, "sig": signature[4:]}
                for part, data in parts.items():
                    open(os.path.join(tmp, part), "wb").write(data)
                if subprocess.run(
                    ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", f"{tmp}/key", "-rawin",
                     "-in", f"{tmp}/text", "-sigfile", f"{tmp}/sig"], capture_output=True).returncode == 0:
                    return True
    return False


for path, text, covered, root, signatures in notes:
    if not signed(text, signatures, covered):
        bad.append(f"{path}: no good signature of a key that the log announced")
for path in glob.glob(f"{store}/log/erased/*"):
    content, told = open(path, "rb").read(), erased.get(os.path.relpath(path, store))
    text, _, signatures = content.partition(b"\n\n")
    if told != hashlib.sha512(content).hexdigest():
        bad.append(f"{path}: the log does not tell of this tombstone (or not yet: look again in a minute)")
    elif signatures and not signed(text + b"\n", signatures.decode().splitlines(), size):
        bad.append(f"{path}: no good signature of a key that the log announced")

for problem in bad:
    print(problem)
print(f"{'NOT SOUND' if bad else 'SOUND'}: {size} entries, {len(notes)} checkpoints")
for key_id, (name, key, at) in keys.items():
    print(f"key {key_id} from entry {at}, fingerprint {sha(key).hex()}: compare it with the one you were given")
sys.exit(1 if bad else 0)
