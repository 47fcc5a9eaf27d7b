// Asks a provider of external data as Gatekeeper does, by Gatekeeper's own client, and prints what it made of the answer.
//
//	gatekeeper-ask URL CA-FILE CERTIFICATE-FILE KEY-FILE KEY...
package main

import (
	"context"
	"crypto/tls"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"

	"github.com/open-policy-agent/frameworks/constraint/pkg/apis/externaldata/unversioned"
	"github.com/open-policy-agent/frameworks/constraint/pkg/externaldata"
)

func main() {
	if err := ask(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func ask(args []string) error {
	if len(args) < 5 {
		return fmt.Errorf("usage: gatekeeper-ask URL CA-FILE CERTIFICATE-FILE KEY-FILE KEY...")
	}
	ca, err := os.ReadFile(args[1])
	if err != nil {
		return err
	}
	pair, err := tls.LoadX509KeyPair(args[2], args[3])
	if err != nil {
		return err
	}
	provider := &unversioned.Provider{}
	provider.Name = "twinseal"
	provider.Spec.URL = args[0]
	provider.Spec.Timeout = 10
	provider.Spec.CABundle = base64.StdEncoding.EncodeToString(ca)
	response, status, err := externaldata.DefaultSendRequestToProvider(context.Background(), provider, args[4:], &pair)
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(map[string]any{"status": status, "response": response})
}
