package main

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
)

// keyMakers are the ways in which users make a key that Instance Connect takes.
var keyMakers = []string{
	"openssl genpkey -algorithm ed25519 -out key", // PKCS#8, which OpenSSH does not read
	"openssl genpkey -algorithm RSA -out key",
	"openssl genrsa -traditional -out key 2048",
	"ssh-keygen -q -t ed25519 -N '' -f key",
	"ssh-keygen -q -t rsa -b 2048 -m PEM -N '' -f key",
}

// givenKeys takes a new configuration for each key and logs in with it.
func givenKeys(ctx context.Context, c *checks, g *group, o options, id string) {
	for _, maker := range keyMakers {
		key, err := makeKey(maker)
		if c.noError(maker, err) {
			logInAfterInit(ctx, c, g, o, o.config, key, id)
		}
	}

	config := map[string]interface{}{}
	if c.noError("the configuration is JSON", json.Unmarshal([]byte(o.config), &config)) {
		config["dynamic_key_type"] = "rsa"
		rsa, _ := json.Marshal(config)
		logInAfterInit(ctx, c, g, o, string(rsa), nil, id)
	}
}

func logInAfterInit(ctx context.Context, c *checks, g *group, o options, config string, key []byte, id string) {
	connector := &connectorConfig{Username: o.username, ProtocolPort: o.sshPort, Key: key}
	request := &initRequest{Config: []byte(config), Settings: &settings{ConnectorConfig: connector}}
	if c.noError("Init with it", g.call(ctx, "Init", request, &initResponse{})) {
		connectTo(ctx, c, g, id)
	}
}

func makeKey(command string) ([]byte, error) {
	folder, err := os.MkdirTemp("", "go-host-key-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	shell := exec.Command("/bin/sh", "-c", command)
	shell.Dir = folder
	if err := shell.Run(); err != nil {
		return nil, err
	}
	return os.ReadFile(filepath.Join(folder, "key"))
}
