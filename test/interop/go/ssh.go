package main

import (
	"fmt"
	"net"
	"strconv"
	"strings"
	"time"

	"golang.org/x/crypto/ssh"
)

// login does what GitLab Runner's connector does with a ConnectInfo over SSH, and runs a command.
func login(info *connectInfoResponse, command string) (string, error) {
	signer, err := ssh.ParsePrivateKey(info.Connector.Key)
	if err != nil {
		return "", fmt.Errorf("the key: %w", err)
	}
	port := info.Connector.ProtocolPort
	if port == 0 {
		port = 22
	}
	client, err := ssh.Dial("tcp", net.JoinHostPort(info.InternalAddr, strconv.FormatInt(port, 10)), &ssh.ClientConfig{
		User:            info.Connector.Username,
		Auth:            []ssh.AuthMethod{ssh.PublicKeys(signer)},
		HostKeyCallback: ssh.InsecureIgnoreHostKey(),
		Timeout:         20 * time.Second,
	})
	if err != nil {
		return "", err
	}
	defer client.Close()
	session, err := client.NewSession()
	if err != nil {
		return "", err
	}
	defer session.Close()
	output, err := session.CombinedOutput(command)
	return strings.TrimSpace(string(output)), err
}
