// Checks a published log with Go's own sumdb/note and sumdb/tlog, which share nothing with Openhold.
//
// Usage: checklog FOLDER VERIFIERKEY < proofs.json
// FOLDER has the log's checkpoint and tiles; proofs.json lists proofs to check against roots read from
// checkpoints/<size>. Prints "ok" and counts, or the first thing that is wrong, and then exits with 1.
package main

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type proofs struct {
	Inclusion []struct {
		Index, Size int64
		Leaf        string
		Path        []string
	}
	Consistency []struct {
		Old, New int64
		Path     []string
	}
}

func fail(format string, args ...any) {
	fmt.Printf(format+"\n", args...)
	os.Exit(1)
}

func hash(text string) tlog.Hash {
	var h tlog.Hash
	raw, err := hex.DecodeString(text)
	if err != nil || len(raw) != len(h) {
		fail("not a hash: %q", text)
	}
	copy(h[:], raw)
	return h
}

func hashes(texts []string) []tlog.Hash {
	var all []tlog.Hash
	for _, text := range texts {
		all = append(all, hash(text))
	}
	return all
}

// tree reads and verifies a checkpoint; it returns its size and root.
func tree(file string, verifier note.Verifier) (int64, tlog.Hash) {
	raw, err := os.ReadFile(file)
	if err != nil {
		fail("%v", err)
	}
	opened, err := note.Open(raw, note.VerifierList(verifier))
	if err != nil {
		fail("%s: %v", file, err)
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() {
		fail("%s: not a checkpoint of %s", file, verifier.Name())
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		fail("%v", err)
	}
	var root tlog.Hash
	bytes, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || len(bytes) != len(root) {
		fail("%s: bad root", file)
	}
	copy(root[:], bytes)
	return size, root
}

// reader reads tiles where C2SP tlog-tiles puts them: Go's own paths have the height in them.
type reader struct{ folder string }

func (r reader) Height() int                     { return 8 }
func (r reader) SaveTiles([]tlog.Tile, [][]byte) {}
func (r reader) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		data, err := os.ReadFile(filepath.Join(r.folder, path))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

// entries reads the log's bundles, each entry after its length in two bytes, and returns the hash of each record.
func entries(folder string, size int64) []tlog.Hash {
	var all []tlog.Hash
	for number := int64(0); number*256 < size; number++ {
		tile := tlog.Tile{H: 8, L: 0, N: number, W: int(min(256, size-number*256))}
		path := strings.Replace(tile.Path(), "tile/8/0/", "tile/entries/", 1)
		data, err := os.ReadFile(filepath.Join(folder, path))
		if err != nil {
			fail("%v", err)
		}
		for len(data) > 0 {
			length := 2 + int(binary.BigEndian.Uint16(data))
			all = append(all, tlog.RecordHash(data[2:length]))
			data = data[length:]
		}
	}
	if int64(len(all)) != size {
		fail("%d entries in a log of %d", len(all), size)
	}
	return all
}

func min(a, b int64) int64 {
	if a < b {
		return a
	}
	return b
}

func main() {
	folder := os.Args[1]
	verifier, err := note.NewVerifier(os.Args[2])
	if err != nil {
		fail("%v", err)
	}
	size, root := tree(filepath.Join(folder, "checkpoint"), verifier)
	roots := map[int64]tlog.Hash{}
	kept, _ := filepath.Glob(filepath.Join(folder, "checkpoints", "*"))
	for _, file := range kept {
		n, h := tree(file, verifier)
		roots[n] = h
	}
	if roots[size] != root {
		fail("checkpoints/%d is not the checkpoint", size)
	}

	// The tiles, read by Go, must lead to the root: TileHashReader checks every tile it reads against it.
	hr := tlog.TileHashReader(tlog.Tree{N: size, Hash: root}, reader{folder})
	computed, err := tlog.TreeHash(size, hr)
	if err != nil || computed != root {
		fail("tiles: %v %v", err, computed)
	}
	for n, h := range roots {
		if old, err := tlog.TreeHash(n, hr); err != nil || old != h {
			fail("tiles at size %d: %v", n, err)
		}
	}

	// The bundles must hold the entries whose hashes the tiles state.
	read := entries(folder, size)
	indexes := make([]int64, size)
	for i := range indexes {
		indexes[i] = tlog.StoredHashIndex(0, int64(i))
	}
	stated, err := hr.ReadHashes(indexes)
	if err != nil {
		fail("tiles: %v", err)
	}
	for i := range read {
		if read[i] != stated[i] {
			fail("entry %d is not the one in the tiles", i)
		}
	}

	var given proofs
	if err := json.NewDecoder(os.Stdin).Decode(&given); err != nil {
		fail("%v", err)
	}
	for _, p := range given.Inclusion {
		if err := tlog.CheckRecord(hashes(p.Path), p.Size, roots[p.Size], p.Index, hash(p.Leaf)); err != nil {
			fail("inclusion of %d in %d: %v", p.Index, p.Size, err)
		}
		if own, err := tlog.ProveRecord(size, p.Index, hr); p.Size == size && (err != nil || len(own) != len(p.Path)) {
			fail("Go proves %d otherwise: %v", p.Index, err)
		}
	}
	for _, p := range given.Consistency {
		if err := tlog.CheckTree(hashes(p.Path), p.New, roots[p.New], p.Old, roots[p.Old]); err != nil {
			fail("growth from %d to %d: %v", p.Old, p.New, err)
		}
	}
	fmt.Printf("ok: %d checkpoints, %d entries, %d inclusions, %d growths\n",
		len(roots), size, len(given.Inclusion), len(given.Consistency))
}
