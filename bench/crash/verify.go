package main

import (
	"fmt"
	"html"
	"strings"
	"sync"

	"tarn/bench/s3wire"
)

// verify reads every key back, compares listings with what was read, and clears unfinished uploads away.
func verify(target *s3wire.Target, bucket string, keys []*key, broken *violations) error {
	conn := target.NewConn()
	defer conn.Close()
	listed, err := list(conn, bucket)
	if err != nil {
		return err
	}
	work := make(chan *key)
	var group sync.WaitGroup
	var mutex sync.Mutex
	for i := 0; i < 8; i++ {
		group.Add(1)
		go func() {
			defer group.Done()
			conn := target.NewConn()
			defer conn.Close()
			for k := range work {
				got, answer, err := read(conn, bucket, k.name)
				if err == nil && answer.Status != 200 && answer.Status != 404 {
					broken.add("UNREADABLE %s: %d %s, expected %s", k.name, answer.Status, answer.Code(), k.known)
					continue
				}
				if err != nil {
					broken.add("UNREADABLE %s: %v, expected %s", k.name, err, k.known)
					continue
				}
				k.settle(got, broken)
				mutex.Lock()
				entry, inList := listed[k.name]
				delete(listed, k.name)
				mutex.Unlock()
				want := fmt.Sprintf("%s %d", got.etag, len(got.body))
				if got.present != inList || got.present && entry != want {
					broken.add("LISTED     %s: the list says %q (%v), GET says %q (%v)", k.name, entry, inList, want, got.present)
				}
			}
		}()
	}
	for _, k := range keys {
		work <- k
	}
	close(work)
	group.Wait()
	for name := range listed {
		broken.add("LISTED     %s: nobody wrote it", name)
	}
	return abortUploads(conn, bucket)
}

// list returns "etag size" of every key in the bucket.
func list(conn *s3wire.Conn, bucket string) (map[string]string, error) {
	all := make(map[string]string)
	query := map[string]string{"list-type": "2", "max-keys": "500"}
	for {
		answer, err := conn.Do(&s3wire.Request{Method: "GET", Bucket: bucket, Query: query}, nil)
		if err != nil {
			return nil, err
		}
		if answer.Status != 200 {
			return nil, fmt.Errorf("listing answers %d %s", answer.Status, answer.Body)
		}
		page := string(answer.Body)
		for _, entry := range strings.Split(page, "<Contents>")[1:] {
			all[html.UnescapeString(s3wire.Tag(entry, "Key"))] = html.UnescapeString(s3wire.Tag(entry, "ETag")) + " " + s3wire.Tag(entry, "Size")
		}
		token := s3wire.Tag(page, "NextContinuationToken")
		if token == "" {
			return all, nil
		}
		query["continuation-token"] = html.UnescapeString(token)
	}
}

// abortUploads ends what the crash left unfinished; every listed upload must still be there to be ended.
func abortUploads(conn *s3wire.Conn, bucket string) error {
	answer, err := conn.Do(&s3wire.Request{Method: "GET", Bucket: bucket, Query: map[string]string{"uploads": ""}}, nil)
	if err != nil || answer.Status != 200 {
		return fmt.Errorf("uploads cannot be listed: %v %v", answer, err)
	}
	for _, entry := range strings.Split(string(answer.Body), "<Upload>")[1:] {
		aborted, err := conn.Do(&s3wire.Request{Method: "DELETE", Bucket: bucket, Key: s3wire.Tag(entry, "Key"),
			Query: map[string]string{"uploadId": html.UnescapeString(s3wire.Tag(entry, "UploadId"))}}, nil)
		if err != nil || aborted.Status != 204 {
			return fmt.Errorf("a listed upload cannot be aborted: %v %v", aborted, err)
		}
	}
	return nil
}
