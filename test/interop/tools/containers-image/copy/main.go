// Copies an image as today's skopeo does, by the library that skopeo, Podman and CRI-O move images with; its own module can't be had
// from the proxy of Go modules. The words are skopeo's.
//
//	containers-copy [--all] [--src-tls-verify=false] [--dest-tls-verify=false] SOURCE DESTINATION
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"

	"go.podman.io/image/v5/copy"
	_ "go.podman.io/image/v5/docker"
	_ "go.podman.io/image/v5/oci/archive"
	_ "go.podman.io/image/v5/oci/layout"
	"go.podman.io/image/v5/signature"
	"go.podman.io/image/v5/transports/alltransports"
	"go.podman.io/image/v5/types"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	all := flag.Bool("all", false, "every image of an index")
	sourceTLS := flag.Bool("src-tls-verify", true, "demand HTTPS of the source")
	destinationTLS := flag.Bool("dest-tls-verify", true, "demand HTTPS of the destination")
	flag.Parse()
	if flag.NArg() != 2 {
		return errors.New("usage: containers-copy [--all] [--src-tls-verify=false] [--dest-tls-verify=false] SOURCE DESTINATION")
	}
	source, err := alltransports.ParseImageName(flag.Arg(0))
	if err != nil {
		return err
	}
	destination, err := alltransports.ParseImageName(flag.Arg(1))
	if err != nil {
		return err
	}
	// As `skopeo --insecure-policy`: who signed is another test's question.
	policy, err := signature.NewPolicyContext(&signature.Policy{Default: signature.PolicyRequirements{signature.NewPRInsecureAcceptAnything()}})
	if err != nil {
		return err
	}
	options := &copy.Options{
		SourceCtx:      &types.SystemContext{DockerInsecureSkipTLSVerify: types.NewOptionalBool(!*sourceTLS)},
		DestinationCtx: &types.SystemContext{DockerInsecureSkipTLSVerify: types.NewOptionalBool(!*destinationTLS)},
	}
	if *all {
		options.ImageListSelection = copy.CopyAllImages
	}
	_, err = copy.Image(context.Background(), policy, destination, source, options)
	return err
}
