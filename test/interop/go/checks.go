package main

import (
	"fmt"
	"strings"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// checks counts what held and what did not.
type checks struct {
	section        string
	passed, failed int
}

// that notes one check; the detail explains a failure.
func (c *checks) that(name string, ok bool, detail ...interface{}) bool {
	if ok {
		c.passed++
		fmt.Printf("ok    %s: %s\n", c.section, name)
	} else {
		c.failed++
		fmt.Printf("FAIL  %s: %s: %s\n", c.section, name, strings.TrimSpace(fmt.Sprintln(detail...)))
	}
	return ok
}

func (c *checks) noError(name string, err error) bool {
	return c.that(name, err == nil, err)
}

// refused checks for an error status with that code and that text in it.
func (c *checks) refused(name string, err error, code codes.Code, text string) {
	s, ok := status.FromError(err)
	c.that(name, ok && s.Code() == code && strings.Contains(s.Message(), text), "want", code, text, "- got", err)
}
