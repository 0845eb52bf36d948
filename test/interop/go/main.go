// Drives a fleeting plugin with HashiCorp's go-plugin, Go's gRPC and Go's SSH: peers that no one here wrote.
//
// It takes whatever AWS the environment names, needs an Auto Scaling Group without instances, and ends with "N passed, N failed".
package main

import (
	"flag"
	"fmt"
	"os"
)

type options struct {
	plugin   string
	config   string
	username string
	sshPort  int64
}

func main() {
	var o options
	flag.StringVar(&o.plugin, "plugin", "", "the plugin's executable")
	flag.StringVar(&o.config, "config", `{"name":"runners"}`, "plugin_config as JSON")
	flag.StringVar(&o.username, "username", "", "the user to log in as; the plugin's default when empty")
	flag.Int64Var(&o.sshPort, "ssh-port", 0, "the port that instances listen on; 0 is SSH's own")
	flag.Parse()

	c := &checks{}
	withoutCookie(c, o)
	plain(c, o)
	autoMTLS(c, o)
	fmt.Printf("%d passed, %d failed\n", c.passed, c.failed)
	if c.failed > 0 {
		os.Exit(1)
	}
}
