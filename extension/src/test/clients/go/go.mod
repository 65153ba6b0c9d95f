module dev.haywire/clients

go 1.19

require github.com/Shopify/toxiproxy/v2 v2.12.0
