namespace FleetingHost.Benchmarks;

/// <summary>What was measured of one plugin: several values of a name become their median.</summary>
/// <param name="prefix">In front of every name.</param>
internal sealed class Figures(string prefix)
{
    private readonly Dictionary<string, (string Unit, List<double> Values)> _figures = [];

    /// <summary>The medians, in the order in which the names came.</summary>
    public IEnumerable<Measurement> Medians =>
        _figures.Select(figure => new Measurement(prefix + figure.Key, Quantile.Of(figure.Value.Values, 0.5), figure.Value.Unit));

    public void Add(string name, double value, string unit)
    {
        if (!_figures.TryGetValue(name, out var figure))
        {
            _figures[name] = figure = (unit, []);
        }

        figure.Values.Add(value);
    }

    public bool Has(string name) => _figures.ContainsKey(name);

    /// <summary>Every value of a name, in order.</summary>
    public IReadOnlyList<double> Of(string name) => _figures[name].Values;
}
