// Command server is Go's own checksum database server (golang.org/x/mod/sumdb) on loopback, reached as through a module
// proxy. It makes up a record for each version below v2 that is looked up, and begins with `-records` of them.
package main

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"flag"
	"fmt"
	"io/fs"
	"log"
	"net"
	"net/http"
	"strings"

	"golang.org/x/mod/module"
	"golang.org/x/mod/sumdb"
	"golang.org/x/mod/sumdb/note"
)

func main() {
	name := flag.String("name", "sumdb.test", "name of the database")
	records := flag.Int("records", 1000, "records to begin with")
	flag.Parse()
	signer, verifier, err := note.GenerateKey(rand.Reader, *name)
	if err != nil {
		log.Fatal(err)
	}
	ops := sumdb.NewTestServer(signer, func(path, version string) ([]byte, error) {
		if strings.HasPrefix(version, "v2") {
			return nil, fs.ErrNotExist
		}
		sum := func(text string) string {
			hash := sha256.Sum256([]byte(text))
			return "h1:" + base64.StdEncoding.EncodeToString(hash[:])
		}
		return fmt.Appendf(nil, "%[1]s %[2]s %[3]s\n%[1]s %[2]s/go.mod %[4]s\n", path, version,
			sum(path+"@"+version), sum(path+"@"+version+"/go.mod")), nil
	})
	for i := range *records {
		if _, err := ops.Lookup(nil, module.Version{Path: "example.com/filler", Version: fmt.Sprintf("v1.0.%d", i)}); err != nil {
			log.Fatal(err)
		}
	}
	prefix := "/sumdb/" + *name
	http.HandleFunc(prefix+"/supported", func(http.ResponseWriter, *http.Request) {})
	http.Handle(prefix+"/", http.StripPrefix(prefix, sumdb.NewServer(ops)))
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(verifier)
	log.Printf("listening on %s", listener.Addr())
	log.Fatal(http.Serve(listener, nil))
}
