# To be sourced in extension/: compiles the benchmark $1 against target/classes (mvn compile) into the folder $classes, removed at the end.
classes=$(mktemp -d)
trap 'rm -rf "$classes"' EXIT
sources=src/benchmark/java/dev/haywire/benchmark
javac -nowarn -proc:none -d "$classes" -cp target/classes "$sources/$1.java" "$sources/Exchange.java" 2> "$classes/messages" || {
    cat "$classes/messages"
    exit 1
}
