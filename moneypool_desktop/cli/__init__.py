"""`moneypool-cli`: one module per command group, thin over the services; `common` tells how a group is written."""
