using Assay.Model;
using Assay.Rules;

namespace Assay.Cli;

/// <summary>Reads the file of <c>--baseline</c>.</summary>
internal static class BaselineSource
{
    public static Baseline Load(string path)
    {
        try
        {
            return BaselineFile.Read(path.Replace('\\', '/'), File.ReadAllBytes(path));
        }
        catch (BaselineException exception)
        {
            throw new CommandFailedException(ExitCode.Usage, $"{path}: {exception.Message}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CommandFailedException(ExitCode.Usage, $"{path} cannot be read: {exception.Message}");
        }
    }
}
