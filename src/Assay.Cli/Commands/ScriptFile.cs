namespace Assay.Cli;

/// <summary>Reads a script that a command line names.</summary>
internal static class ScriptFile
{
    private const int MaximumBytes = 256 * 1024 * 1024;

    public static async Task<byte[]> ReadAsync(Host host, string file, bool isFirst, CancellationToken cancellation)
    {
        if (file == StandardInput.Subject)
        {
            if (!isFirst)
            {
                throw new CommandFailedException(ExitCode.Usage, "- stands for standard input and can be given once");
            }

            return await ReadAsync(host.Input, "standard input", cancellation);
        }

        if (!File.Exists(file))
        {
            throw new CommandFailedException(ExitCode.NothingFound, $"{file}: there is no such file");
        }

        try
        {
            await using var stream = File.OpenRead(file);
            return await ReadAsync(stream, file, cancellation);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(ExitCode.Incomplete, $"{file}: {exception.Message}");
        }
    }

    private static async Task<byte[]> ReadAsync(Stream stream, string name, CancellationToken cancellation)
    {
        using var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int count;
        while ((count = await stream.ReadAsync(buffer, cancellation)) > 0)
        {
            if (content.Length + count > MaximumBytes)
            {
                throw new CommandFailedException(ExitCode.Incomplete, $"{name}: more than {MaximumBytes} bytes are not read");
            }

            content.Write(buffer, 0, count);
        }

        return content.ToArray();
    }
}
