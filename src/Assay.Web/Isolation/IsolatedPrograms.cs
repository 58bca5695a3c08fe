using Assay.Web.Reports.Opening;

namespace Assay.Web.Isolation;

/// <summary>A program that is run in a child process: it may take too long, take too much or die, and the server goes on.</summary>
/// <param name="arguments">What it was given.</param>
/// <param name="output">Takes the result.</param>
/// <returns>0 when the result is whole.</returns>
internal delegate int IsolatedProgram(IReadOnlyList<string> arguments, Stream output);

/// <summary>What can be run in a child process, by name.</summary>
internal static class IsolatedPrograms
{
    private static readonly Dictionary<string, IsolatedProgram> All = new(StringComparer.Ordinal)
    {
        [FileProgram.Name] = FileProgram.Run,
        [CodeProgram.Name] = CodeProgram.Run,
        [AnalysisProgram.Name] = AnalysisProgram.Run,
    };

    /// <summary>Runs one in this process, which ends when the server that started it does.</summary>
    public static int Run(IReadOnlyList<string> arguments)
    {
        if (arguments is not [var name, ..] || !All.TryGetValue(name, out var program))
        {
            return 2;
        }

        EndWithParent();
        ChildLimits.Apply();
        using var output = Console.OpenStandardOutput();
        return program([.. arguments.Skip(1)], output);
    }

    // The server holds the other end of standard input open as long as it lives, however it ends.
    private static void EndWithParent() => new Thread(static () =>
    {
        using var input = Console.OpenStandardInput();
        while (input.ReadByte() >= 0)
        {
            // Nothing is ever sent.
        }

        Environment.Exit(3);
    })
    { IsBackground = true }.Start();
}
