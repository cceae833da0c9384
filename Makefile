# One command for each thing; each does all its own set-up first. ARGS passes words on, e.g. make test ARGS="tests/models -q".
PYTHON = .venv/bin/python

.PHONY: run test check bench

run:
	@sh scripts/setup.sh run
	@sh scripts/run.sh $(ARGS)

test:
	@sh scripts/setup.sh dev
	@QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest $(ARGS)

check:
	@sh scripts/setup.sh dev
	@sh scripts/check.sh

bench:
	@sh scripts/setup.sh dev
	@QT_QPA_PLATFORM=offscreen $(PYTHON) -m bench $(ARGS)
