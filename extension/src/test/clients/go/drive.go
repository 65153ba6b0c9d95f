// The Go client drives a control server: go run . URL
package main

import (
	"fmt"
	"io"
	"log"
	"net"
	"os"
	"time"

	toxiproxy "github.com/Shopify/toxiproxy/v2/client"
)

var toxics = map[string]toxiproxy.Attributes{
	"latency":    {"latency": 5, "jitter": 2},
	"bandwidth":  {"rate": 1000},
	"slow_close": {"delay": 5},
	"timeout":    {"timeout": 1000},
	"reset_peer": {"timeout": 1000},
	"slicer":     {"average_size": 10, "size_variation": 5, "delay": 10},
	"limit_data": {"bytes": 1000000},
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func require(holds bool, what string) {
	if !holds {
		log.Fatal(what)
	}
}

func echo() string {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	check(err)
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			go io.Copy(connection, connection)
		}
	}()
	return listener.Addr().String()
}

func echoed(address string, text string) error {
	connection, err := net.Dial("tcp", address)
	if err != nil {
		return err
	}
	defer connection.Close()
	connection.SetDeadline(time.Now().Add(10 * time.Second))
	if _, err = connection.Write([]byte(text)); err != nil {
		return err
	}
	seen := make([]byte, len(text))
	_, err = io.ReadFull(connection, seen)
	if err == nil && string(seen) != text {
		err = fmt.Errorf("%q came back as %q", text, seen)
	}
	return err
}

func main() {
	client := toxiproxy.NewClient(os.Args[1])
	upstream := echo()

	proxy, err := client.CreateProxy("go", "127.0.0.1:0", upstream)
	check(err)
	check(echoed(proxy.Listen, "hello"))

	for kind, attributes := range toxics {
		_, err := proxy.AddToxic(kind+"-toxic", kind, "downstream", 1, attributes)
		check(err)
		updated, err := proxy.UpdateToxic(kind+"-toxic", 0, attributes)
		check(err)
		require(updated.Toxicity == 0 && updated.Type == kind, "the toxic was not updated")
	}
	list, err := proxy.Toxics()
	check(err)
	require(len(list) == len(toxics), "not all toxics are listed")
	check(echoed(proxy.Listen, "spared by all"))
	check(proxy.RemoveToxic("latency-toxic"))
	require(proxy.RemoveToxic("latency-toxic") != nil, "a toxic was removed twice")

	check(proxy.Disable())
	require(echoed(proxy.Listen, "refused") != nil, "a disabled proxy serves")
	check(proxy.Enable())
	check(client.ResetState())
	check(echoed(proxy.Listen, "again"))

	_, err = client.Populate([]toxiproxy.Proxy{
		{Name: "go", Listen: proxy.Listen, Upstream: upstream, Enabled: true},
		{Name: "other", Listen: "127.0.0.1:0", Upstream: upstream, Enabled: true},
	})
	check(err)
	proxies, err := client.Proxies()
	check(err)
	require(len(proxies) == 2, "not all proxies are listed")
	_, err = client.CreateProxy("go", "127.0.0.1:0", upstream)
	require(err != nil, "a name was taken twice")
	for _, each := range proxies {
		check(each.Delete())
	}
	proxies, err = client.Proxies()
	check(err)
	require(len(proxies) == 0, "proxies were left behind")
	fmt.Println("the Go client: all of it works")
}
