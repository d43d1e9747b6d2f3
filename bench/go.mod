module tarn/bench

go 1.19
