// What Go's net/http makes of NO_PROXY, which is what GitLab's plugin goes by: a line with all URLs that are tried, then for each value
// "NO_PROXY<tab>URLs that go without the proxy". With an argument it answers for the environment as it is; Go reads that once a process.
package main

import (
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"strings"
)

var patterns = []string{
	"", "*", " * ", "*,x", "amazonaws.com", ".amazonaws.com", "*.amazonaws.com", "AMAZONAWS.COM", "amazonaws.com.", "azonaws.com", "**.amazonaws.com",
	"ec2.us-east-1.amazonaws.com", "ec2.us-east-1.amazonaws.com:443", "amazonaws.com:443", "amazonaws.com:80", "amazonaws.com:", ".amazonaws.com:443",
	"example.com, amazonaws.com", "example.com;amazonaws.com", "example.com amazonaws.com", ",,amazonaws.com,", ":443", ".", "*.", "com", ".com",
	"10.0.0.0/8", "10.1.2.3/8", "10.1.2.3", "10.1.2.3:443", "10.1.2.3:80", "10.1.2", "10.", "10.0.0.0/33", "10.0.0.0/", "010.1.2.3", "167838211",
	"0.0.0.0/0", "::/0", "fd00::/8", "fd00::1", "[fd00::1]", "[fd00::1]:443", "[fd00::1]:80", "fd00:0::0001", "fd00::1%eth0", "::ffff:10.1.2.3",
	"::ffff:10.0.0.0/104", "localhost", "127.0.0.0/8", "endpoint", ".endpoint", "müller.example", "xn--mller-kva.example", "a_b.example", "https://amazonaws.com",
}

var urls = []string{
	"https://ec2.us-east-1.amazonaws.com/", "http://ec2.us-east-1.amazonaws.com/", "https://ec2.us-east-1.amazonaws.com:8443/", "https://amazonaws.com/",
	"https://EC2.us-east-1.AMAZONAWS.com/", "https://notamazonaws.com/", "https://10.1.2.3/", "http://10.1.2.3/", "https://11.1.2.3/", "https://[fd00::1]/",
	"http://[fd00::1]/", "https://[::ffff:10.1.2.3]/", "https://localhost/", "http://localhost:8080/", "https://127.0.0.1/", "https://127.8.8.8:1/", "https://[::1]/",
	"https://localhost.example/", "https://endpoint/", "https://a.endpoint/", "https://müller.example/", "https://a_b.example/", "https://0.0.0.0/",
}

func main() {
	if len(os.Args) > 1 {
		var direct []string
		for _, url := range urls {
			request, err := http.NewRequest("GET", url, nil)
			if err != nil {
				panic(err)
			}
			proxy, err := http.ProxyFromEnvironment(request)
			if err != nil {
				panic(err)
			}
			if proxy == nil {
				direct = append(direct, url)
			}
		}
		fmt.Printf("%s\t%s\n", os.Getenv("NO_PROXY"), strings.Join(direct, " "))
		return
	}
	fmt.Println(strings.Join(urls, " "))
	for _, pattern := range patterns {
		command := exec.Command(os.Args[0], "one")
		command.Env = []string{"HTTP_PROXY=http://proxy.example:3128", "HTTPS_PROXY=http://proxy.example:3128", "NO_PROXY=" + pattern}
		output, err := command.Output()
		if err != nil {
			panic(fmt.Sprintf("%q: %v", pattern, err))
		}
		os.Stdout.Write(output)
	}
}
