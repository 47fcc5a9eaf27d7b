// Command vectors writes proofs, tiles, notes and patterns made by golang.org/x/mod as JSON, for test/testdata/sumdb.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"os"

	"golang.org/x/mod/module"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// A key that signs nothing but these vectors.
const signerKey = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"

type hashes []tlog.Hash

func (h hashes) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	list := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		list[i] = h[index]
	}
	return list, nil
}

type tree struct {
	Size int64       `json:"size"`
	Root tlog.Hash   `json:"root"`
	Note string      `json:"note"`
	Seen []inclusion `json:"inclusion"`
	From []extension `json:"consistency"`
}

type inclusion struct {
	Index int64       `json:"index"`
	Proof []tlog.Hash `json:"proof"`
}

type extension struct {
	Size  int64       `json:"size"`
	Proof []tlog.Hash `json:"proof"`
}

type tile struct {
	Path string `json:"path"`
	Data []byte `json:"data"`
}

type matched struct {
	Globs string `json:"globs"`
	Path  string `json:"path"`
	Match bool   `json:"match"`
}

type escaped struct {
	Path    string `json:"path"`
	Version string `json:"version"`
	Escaped string `json:"escaped"`
}

const most = 70_000

func record(i int64) []byte { return fmt.Appendf(nil, "record %d\n", i) }

func main() {
	var stored hashes
	for i := range int64(most) {
		more, err := tlog.StoredHashes(i, record(i), stored)
		check(err)
		stored = append(stored, more...)
	}
	signer, err := note.NewSigner(signerKey)
	check(err)
	var trees []tree
	for _, size := range []int64{0, 1, 2, 3, 4, 5, 7, 8, 9, 255, 256, 257, 300, 1000, 65_536, most} {
		root, err := tlog.TreeHash(size, stored)
		check(err)
		signed, err := note.Sign(&note.Note{Text: string(tlog.FormatTree(tlog.Tree{N: size, Hash: root}))}, signer)
		check(err)
		t := tree{Size: size, Root: root, Note: string(signed), Seen: []inclusion{}, From: []extension{}}
		for _, index := range []int64{0, 1, 2, 6, 255, 256, size / 2, size - 1} {
			if index < 0 || index >= size {
				continue
			}
			proof, err := tlog.ProveRecord(size, index, stored)
			check(err)
			t.Seen = append(t.Seen, inclusion{index, proof})
		}
		for _, older := range []int64{1, 2, 3, 6, 255, 256, 257, size / 2, size - 1, size} {
			if older < 1 || older > size {
				continue
			}
			proof, err := tlog.ProveTree(size, older, stored)
			check(err)
			t.From = append(t.From, extension{older, proof})
		}
		trees = append(trees, t)
	}
	var tiles []tile
	for _, t := range tlog.NewTiles(8, 0, most) {
		if t.N > 0 && t.W == 256 && t.L == 0 && t.N != 100 {
			continue
		}
		data, err := tlog.ReadTileData(t, stored)
		check(err)
		tiles = append(tiles, tile{t.Path(), data})
	}
	paths := []string{}
	for _, size := range []int64{1, 256, 257, 65_536, 65_537, 70_000_000} {
		for _, t := range tlog.NewTiles(8, max(0, size-300), size) {
			paths = append(paths, t.Path())
		}
	}
	var patterns []matched
	for _, globs := range []string{
		"", "*", "example.com", "example.com/", "*.com", "example.com/*", "example.com/a*c", "exam[a-p]le.com/?bc", "exam[^p]le.com",
		"a.b,*.com/abc/d", "example.com/[", "[a-", `ex\ample.com`, `example.com\`, "*/*/*", "*a*b*c*", "e*m/abc", "example.com/abc/d*f", "[]a]*", "[^-z]*",
	} {
		for _, path := range []string{"example.com", "example.com/abc", "example.com/abc/def", "sub.example.com/abc", "a.b/c"} {
			patterns = append(patterns, matched{globs, path, module.MatchPrefixPatterns(globs, path)})
		}
	}
	var names []escaped
	for _, m := range []module.Version{
		{Path: "golang.org/x/mod", Version: "v0.30.0"},
		{Path: "github.com/Azure/azure-SDK", Version: "v1.0.0-RC.1"},
		{Path: "example.com/a~b/v2", Version: "v2.0.0-20240101000000-abcdefabcdef"},
		{Path: "gopkg.in/yaml.v3", Version: "v3.0.1"},
	} {
		path, err := module.EscapePath(m.Path)
		check(err)
		version, err := module.EscapeVersion(m.Version)
		check(err)
		names = append(names, escaped{m.Path, m.Version, path + "@" + version})
	}
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	check(encoder.Encode(map[string]any{
		"trees": trees, "tiles": tiles, "paths": paths, "patterns": patterns, "names": names,
		"key": "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
	}))
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
