using System.Collections;

namespace Assay.PowerShell.Facts;

/// <summary>The first elements of a pipeline without a copy: a script of one line may have a million, and each is the input of the next.</summary>
internal sealed class PipelineBeginning(IReadOnlyList<CommandBaseAst> elements, int count) : IReadOnlyList<CommandBaseAst>
{
    /// <inheritdoc/>
    public int Count => count;

    /// <inheritdoc/>
    public CommandBaseAst this[int index] => index < count ? elements[index] : throw new ArgumentOutOfRangeException(nameof(index));

    /// <inheritdoc/>
    public IEnumerator<CommandBaseAst> GetEnumerator() => elements.Take(count).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
