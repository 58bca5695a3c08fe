namespace Assay.Packages.Tests.Feeds;

/// <summary>Remembers validators for one test.</summary>
internal sealed class MemoryValidators : IDocumentValidators
{
    private readonly Dictionary<Uri, DocumentValidator> _taken = [];

    public List<Uri> Unchanged { get; } = [];
    public IReadOnlyCollection<Uri> Known => _taken.Keys;

    public DocumentValidator? Find(Uri address) => _taken.GetValueOrDefault(address);

    public void Taken(Uri address, DocumentValidator validator) => _taken[address] = validator;

    void IDocumentValidators.Unchanged(Uri address) => Unchanged.Add(address);
}

/// <summary>Hears notes at once, on the thread that makes them.</summary>
internal sealed class Notes : IProgress<string>
{
    public List<string> Said { get; } = [];

    public void Report(string value) => Said.Add(value);
}
