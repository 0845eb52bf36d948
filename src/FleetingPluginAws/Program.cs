await Console.Error.WriteLineAsync("not wired yet");
return 1;
