using System.Runtime.InteropServices;

namespace Assay.Model;

/// <summary>A step on the way from where code starts by itself.</summary>
/// <param name="File">Index of the file in <see cref="PackageFacts.Files"/>.</param>
/// <param name="Place">Index of the place in its facts; <see cref="FactRecord.None"/> for the top level of a script; a number after them for a junction (<see cref="CodeLinks.Junctions"/>).</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CodeStep(int File, int Place);

/// <summary>For each place of a package that runs by itself, one way that leads to it from where code starts.</summary>
/// <remarks>A place has a number: those of the first file come first, and after them one for its top level. For each there is the number of the step before.</remarks>
public sealed class CodePaths(int[] firstNumbers, int[] before)
{
    /// <summary>Stands for the step before a place from which code starts.</summary>
    public const int Start = -1;

    /// <summary>Stands for the step before a place that nothing was found to reach.</summary>
    public const int NotReached = -2;

    /// <summary>No ways.</summary>
    public static CodePaths None { get; } = new([], []);

    /// <summary>Gives the way to a place, the start first and the place itself last; empty when none is known.</summary>
    public IReadOnlyList<CodeStep> To(int file, int place)
    {
        if (file >= firstNumbers.Length || before[NumberOf(file, place)] == NotReached)
        {
            return [];
        }

        var steps = new List<CodeStep>();
        for (var number = NumberOf(file, place); number >= 0; number = before[number])
        {
            var found = Array.BinarySearch(firstNumbers, number);
            var at = found >= 0 ? found : ~found - 1;
            var index = number - firstNumbers[at];
            steps.Add(new CodeStep(at, number == LastOf(at) ? FactRecord.None : index));
        }

        steps.Reverse();
        return steps;
    }

    private int NumberOf(int file, int place) => place == FactRecord.None ? LastOf(file) : firstNumbers[file] + place;

    private int LastOf(int file) => (file + 1 < firstNumbers.Length ? firstNumbers[file + 1] : before.Length) - 1;
}
