package main

import (
	"fmt"
	"html"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// world is the server under test with what was put there before.
type world struct {
	process             *exec.Cmd
	ended               chan struct{}
	address, admin, log string
	root, limited       signer
	open, shut          names    // the buckets that the limited user may use, and may not
	canaries            []string // what nobody may ever be told
	before              string
}

func startWorld(template, work string, seed int64) (*world, error) {
	w := &world{address: freeAddress(), admin: freeAddress(), log: filepath.Join(work, "server.log"), ended: make(chan struct{})}
	word := fmt.Sprintf("%016x", uint64(seed))
	w.root = signer{access: "FUZZROOT" + strings.ToUpper(word[4:]), secret: "rootsecret" + random(15), region: region}
	log, err := os.Create(w.log)
	if err != nil {
		return nil, err
	}
	defer log.Close()
	command := strings.NewReplacer("{data}", filepath.Join(work, "data"), "{address}", w.address, "{admin}", w.admin).Replace(template)
	w.process = exec.Command("sh", "-c", "exec "+command)
	w.process.Stdout, w.process.Stderr = log, log
	w.process.Env = append(os.Environ(), "AWS_ACCESS_KEY_ID="+w.root.access, "AWS_SECRET_ACCESS_KEY="+w.root.secret)
	if err := w.process.Start(); err != nil {
		return nil, err
	}
	go func() {
		w.process.Wait()
		close(w.ended)
	}()
	for deadline := time.Now().Add(5 * time.Minute); time.Now().Before(deadline) && w.alive(); time.Sleep(20 * time.Millisecond) {
		if answer, err := http.Get("http://" + w.admin + "/health/ready"); err == nil {
			answer.Body.Close()
			if answer.StatusCode == 200 {
				return w, w.furnish(word)
			}
		}
	}
	text, _ := os.ReadFile(w.log)
	return w, fmt.Errorf("the server did not become ready:\n%s", text)
}

func (w *world) alive() bool {
	select {
	case <-w.ended:
		return false
	default:
		return true
	}
}

// ask sends a request of the root user that has to succeed.
func (w *world) ask(q *request) (string, error) {
	said := send(w.address, q.render(w.root, w.address), q.method, true)
	if len(said.answers) != 1 || said.answers[0].status/100 != 2 {
		return "", fmt.Errorf("%s %s %v %v: answered %v", q.method, q.path, q.query, q.form, said)
	}
	return said.answers[0].head + "\r\n" + said.answers[0].body, nil
}

func (w *world) iam(form ...pair) (string, error) {
	return w.ask(&request{method: "POST", path: "/", service: "iam", form: append(form, pair{"Version", "2010-05-08"})})
}

func (w *world) furnish(word string) error {
	content, hidden := "canary"+random(20), "hidden"+random(12)
	w.open = names{bucket: "open-" + word[8:], key: "notes.txt", user: "toy1"}
	w.shut = names{bucket: "shut-" + word[:8] + "-never", key: "secret.txt", user: "lim" + word[8:]}
	source := "/" + w.shut.bucket + "/" + w.shut.key
	w.open.hiddenSource, w.shut.hiddenSource = "/"+w.open.bucket+"/"+w.open.key, source
	steps := []*request{
		{method: "PUT", path: "/" + w.open.bucket}, {method: "PUT", path: "/" + w.shut.bucket},
		{method: "PUT", path: source, body: []byte(content), headers: []pair{{"x-amz-meta-a", content + "meta"}}},
		{method: "PUT", path: "/" + w.shut.bucket + "/" + hidden, body: []byte(content)},
		{method: "PUT", path: "/" + w.shut.bucket, query: []pair{{"tagging", ""}}, body: []byte(`<Tagging><TagSet><Tag><Key>a</Key><Value>` + content + `</Value></Tag></TagSet></Tagging>`)},
		{method: "PUT", path: w.open.hiddenSource, body: []byte("some content")},
	}
	for _, q := range steps {
		q.service = "s3"
		if _, err := w.ask(q); err != nil {
			return err
		}
	}
	for _, n := range []*names{&w.open, &w.shut} {
		text, err := w.ask(&request{method: "POST", path: "/" + n.bucket + "/" + n.key, service: "s3", query: []pair{{"uploads", ""}}})
		if err != nil {
			return err
		}
		n.upload = inner(text, "UploadId")
	}
	if _, err := w.iam(pair{"Action", "CreateUser"}, pair{"UserName", w.shut.user}); err != nil {
		return err
	}
	arn := "arn:aws:s3:::" + w.open.bucket
	if _, err := w.iam(pair{"Action", "PutUserPolicy"}, pair{"UserName", w.shut.user}, pair{"PolicyName", "open"},
		pair{"PolicyDocument", `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":["` + arn + `","` + arn + `/*"]}}`}); err != nil {
		return err
	}
	text, err := w.iam(pair{"Action", "CreateUser"}, pair{"UserName", "toy0"})
	if err != nil {
		return err
	}
	w.open.userArn, w.shut.userArn = inner(text, "Arn"), inner(text, "Arn")
	trust := `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"` + w.open.userArn + `"},"Action":"sts:AssumeRole"}]}`
	if text, err = w.iam(pair{"Action", "CreateRole"}, pair{"RoleName", "closed" + word[8:]}, pair{"AssumeRolePolicyDocument", trust}); err != nil {
		return err
	}
	w.open.role, w.shut.role = inner(text, "Arn"), inner(text, "Arn")
	if text, err = w.iam(pair{"Action", "CreateAccessKey"}, pair{"UserName", w.shut.user}); err != nil {
		return err
	}
	w.limited = signer{access: inner(text, "AccessKeyId"), secret: html.UnescapeString(inner(text, "SecretAccessKey")), region: region}
	w.canaries = []string{content, hidden, w.root.secret, w.limited.secret}
	w.before, err = w.snapshot()
	return err
}

func inner(text, name string) string {
	_, rest, _ := strings.Cut(text, "<"+name+">")
	text, _, _ = strings.Cut(rest, "</"+name+">")
	return text
}

var fleeting = regexp.MustCompile(`(?im)^(date|x-amz-request-id|x-amzn-requestid|x-amz-id-2):.*$|<RequestId>.*?</RequestId>|<HostId>.*?</HostId>`)

// snapshot is all that the root user is told about the shut bucket and the limited user, without what differs each time.
func (w *world) snapshot() (string, error) {
	var all strings.Builder
	read := func(q *request) {
		said := send(w.address, q.render(w.root, w.address), q.method, true)
		for _, a := range said.answers {
			all.WriteString(fleeting.ReplaceAllString(fmt.Sprintf("%s %v\n%s\n%s\n", q.path, q.query, a.head, a.body), ""))
		}
	}
	for _, query := range []string{"", "versions", "uploads", "acl", "policy", "cors", "tagging", "ownershipControls", "publicAccessBlock", "requestPayment", "abac", "versioning"} {
		q := &request{method: "GET", path: "/" + w.shut.bucket, service: "s3"}
		if query != "" {
			q.query = []pair{{query, ""}}
		}
		read(q)
	}
	for _, key := range []string{w.shut.key, w.canaries[1]} {
		for _, query := range [][]pair{nil, {{"acl", ""}}} {
			read(&request{method: "GET", path: "/" + w.shut.bucket + "/" + key, service: "s3", query: query})
		}
	}
	for _, action := range []string{"GetUser", "ListUserPolicies", "ListAttachedUserPolicies", "ListGroupsForUser", "ListAccessKeys", "ListUserTags"} {
		read(&request{kind: action, method: "POST", path: "/", service: "iam", form: []pair{{"Action", action}, {"Version", "2010-05-08"}, {"UserName", w.shut.user}}})
	}
	if !strings.Contains(all.String(), w.canaries[0]) || !strings.Contains(all.String(), w.limited.access) {
		return all.String(), fmt.Errorf("the shut bucket or the limited user cannot be read:\n%s", all.String())
	}
	return regexp.MustCompile(`<PasswordLastUsed>.*?</PasswordLastUsed>`).ReplaceAllString(all.String(), ""), nil
}

// use is what the server holds.
type use struct {
	heap, resident, handles, slowed int64
}

func (u use) String() string {
	return fmt.Sprintf("heap %.1f MiB, resident %.1f MiB, %d handles", float64(u.heap)/(1<<20), float64(u.resident)/(1<<20), u.handles)
}

// measure collects garbage first, where the server's JDK has the tool for it.
func (w *world) measure() use {
	pid := strconv.Itoa(w.process.Process.Pid)
	if java, err := os.Readlink("/proc/" + pid + "/exe"); err == nil {
		exec.Command(filepath.Join(filepath.Dir(java), "jcmd"), pid, "GC.run").Run()
	}
	answer, err := http.Get("http://" + w.admin + "/metrics")
	if err != nil {
		return use{}
	}
	defer answer.Body.Close()
	var text strings.Builder
	buffer := make([]byte, 64<<10)
	for {
		n, err := answer.Body.Read(buffer)
		text.Write(buffer[:n])
		if err != nil {
			break
		}
	}
	value := func(name string) int64 {
		found := regexp.MustCompile(`(?m)^` + name + `(?:\{.*\})? ([0-9.eE+]+)`).FindStringSubmatch(text.String())
		if found == nil {
			return -1
		}
		number, _ := strconv.ParseFloat(found[1], 64)
		return int64(number)
	}
	return use{value("jvm_heap_used_bytes"), value("process_resident_memory_bytes"), value("process_open_fds"), value("tarn_auth_failures_slowed_total")}
}

func (w *world) stop() {
	if w.process == nil || w.process.Process == nil {
		return
	}
	w.process.Process.Signal(syscall.SIGTERM)
	select {
	case <-w.ended:
	case <-time.After(30 * time.Second):
		w.process.Process.Kill()
	}
}
